# The shape of hash-store of terraform-aws-vhs v3, stated anew from what is known of it. Its other
# module has a range key; the role is the same.

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
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"

  attribute {
    name = "id"
    type = "S"
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
  name               = "${var.name}-assumable_read_role"
  assume_role_policy = data.aws_iam_policy_document.assume_read_role.json
}

resource "aws_iam_role_policy" "read_role_policy" {
  role   = aws_iam_role.assumable_read_role.id
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

output "bucket_name" {
  value = aws_s3_bucket.bucket.id
}
