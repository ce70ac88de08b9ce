resource "aws_iam_role" "assumable_read_role" {
  count = length(var.read_principals) > 0 ? 1 : 0

  name               = "${var.name}-assumable_read_role"
  assume_role_policy = data.aws_iam_policy_document.assume_read_role.json

  permissions_boundary = var.permissions_boundary
}

resource "aws_iam_role_policy" "read_role_policy" {
  count = length(var.read_principals) > 0 ? 1 : 0

  # Those of existing stores have none of their own, and a name given now would replace them.
  name   = local.narrow_read_role ? "read" : null
  role   = aws_iam_role.assumable_read_role[0].id
  policy = local.narrow_read_role ? data.aws_iam_policy_document.store_read.json : data.aws_iam_policy_document.read.json
}

data "aws_iam_policy_document" "assume_read_role" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = var.read_principals
    }

    dynamic "condition" {
      for_each = var.read_external_id == null ? [] : [var.read_external_id]

      content {
        test     = "StringEquals"
        variable = "sts:ExternalId"
        values   = [condition.value]
      }
    }

    dynamic "condition" {
      for_each = var.read_organization == null ? [] : [var.read_organization]

      content {
        test     = "StringEquals"
        variable = "aws:PrincipalOrgID"
        values   = [condition.value]
      }
    }
  }
}
