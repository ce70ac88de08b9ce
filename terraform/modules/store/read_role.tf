resource "aws_iam_role" "assumable_read_role" {
  count = length(var.read_principals) > 0 ? 1 : 0

  name               = "${var.name}-assumable_read_role"
  assume_role_policy = data.aws_iam_policy_document.assume_read_role.json
}

resource "aws_iam_role_policy" "read_role_policy" {
  count = length(var.read_principals) > 0 ? 1 : 0

  # Those of existing stores have none of their own, and a name given now would replace them.
  name   = var.least_privilege_read_role ? "read" : null
  role   = aws_iam_role.assumable_read_role[0].id
  policy = var.least_privilege_read_role ? data.aws_iam_policy_document.store_read.json : data.aws_iam_policy_document.read.json
}

data "aws_iam_policy_document" "assume_read_role" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = var.read_principals
    }
  }
}
