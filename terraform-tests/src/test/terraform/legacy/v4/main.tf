# The shape of single-version-store and multi-version-store of terraform-aws-vhs v4.2.0, stated anew
# from what is known of them.

variable "keep_every_version" {
  type = bool
}

variable "name" {
  type = string
}

variable "table_name_prefix" {
  type    = string
  default = ""
}

variable "bucket_name_prefix" {
  type    = string
  default = ""
}

variable "table_name" {
  type    = string
  default = ""
}

variable "bucket_name" {
  type    = string
  default = ""
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "read_principals" {
  type    = list(string)
  default = []
}

variable "cycle_objects_to_standard_ia" {
  type    = bool
  default = true
}

locals {
  table_name  = var.table_name == "" ? "${var.table_name_prefix}${var.name}" : var.table_name
  bucket_name = var.bucket_name == "" ? "${var.bucket_name_prefix}${lower(var.name)}" : var.bucket_name
}

resource "aws_dynamodb_table" "table" {
  name             = local.table_name
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  range_key        = var.keep_every_version ? "version" : null
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"

  attribute {
    name = "id"
    type = "S"
  }

  dynamic "attribute" {
    for_each = var.keep_every_version ? ["version"] : []

    content {
      name = attribute.value
      type = "N"
    }
  }

  tags = merge(var.tags, { Name = local.table_name })
}

resource "aws_s3_bucket" "bucket" {
  bucket = local.bucket_name
  tags   = var.tags

  lifecycle_rule {
    id      = "objects_to_standard_ia"
    enabled = var.cycle_objects_to_standard_ia

    transition {
      days          = 30
      storage_class = "STANDARD_IA"
    }
  }
}

resource "aws_iam_role" "assumable_read_role" {
  count = length(var.read_principals) > 0 ? 1 : 0

  name               = "${var.name}-assumable_read_role"
  assume_role_policy = data.aws_iam_policy_document.assume_read_role.json
}

resource "aws_iam_role_policy" "read_role_policy" {
  count = length(var.read_principals) > 0 ? 1 : 0

  role   = aws_iam_role.assumable_read_role[0].id
  policy = data.aws_iam_policy_document.read_policy.json
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

data "aws_iam_policy_document" "read_policy" {
  statement {
    actions = [
      "dynamodb:BatchGetItem",
      "dynamodb:DescribeTable",
      "dynamodb:GetItem",
      "dynamodb:ListTables",
      "dynamodb:Query",
      "dynamodb:Scan",
    ]
    resources = [aws_dynamodb_table.table.arn]
  }

  statement {
    actions   = ["s3:List*", "s3:Get*"]
    resources = ["${aws_s3_bucket.bucket.arn}/", "${aws_s3_bucket.bucket.arn}/*"]
  }
}

output "read_policy" {
  value = data.aws_iam_policy_document.read_policy.json
}

data "aws_iam_policy_document" "full_access_policy" {
  statement {
    actions   = ["dynamodb:*"]
    resources = [aws_dynamodb_table.table.arn, "${aws_dynamodb_table.table.arn}/*"]
  }

  statement {
    actions   = ["s3:List*", "s3:Get*", "s3:PutObject*"]
    resources = ["${aws_s3_bucket.bucket.arn}/", "${aws_s3_bucket.bucket.arn}/*"]
  }
}

data "aws_iam_policy_document" "dynamodb_update_policy" {
  statement {
    actions   = ["dynamodb:UpdateItem", "dynamodb:PutItem"]
    resources = [aws_dynamodb_table.table.arn]
  }
}

output "full_access_policy" {
  value = data.aws_iam_policy_document.full_access_policy.json
}

output "dynamodb_update_policy" {
  value = data.aws_iam_policy_document.dynamodb_update_policy
}

output "table_name" {
  value = aws_dynamodb_table.table.name
}

output "table_arn" {
  value = aws_dynamodb_table.table.arn
}

output "table_stream_arn" {
  value = aws_dynamodb_table.table.stream_arn
}

output "bucket_arn" {
  value = aws_s3_bucket.bucket.arn
}

output "assumable_read_role" {
  value = length(aws_iam_role.assumable_read_role) > 0 ? aws_iam_role.assumable_read_role[0].arn : ""
}

output "bucket_name" {
  value = aws_s3_bucket.bucket.id
}
