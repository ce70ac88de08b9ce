# The three policies of terraform-aws-vhs. They allow all that they did there, and what the store
# needs; docs/operate/upgrading.md lists what that adds.
#
# No statement has a Sid: users merge these policies of several stores in one document, where two
# statements of one name are an error, or the later replaces the earlier.

data "aws_iam_policy_document" "read" {
  statement {
    actions = [
      "dynamodb:BatchGetItem",
      "dynamodb:DescribeTable",
      "dynamodb:GetItem",
      "dynamodb:Query",
      "dynamodb:Scan",
    ]
    resources = [local.table_arn]
  }

  # It is about all tables, and IAM knows no narrower resource for it.
  statement {
    actions   = ["dynamodb:ListTables"]
    resources = ["*"]
  }

  statement {
    actions   = ["s3:List*"]
    resources = [local.bucket_arn]
  }

  statement {
    actions = [
      "s3:Get*",
      "s3:List*",
    ]
    resources = [local.objects_arn]
  }

  dynamic "statement" {
    for_each = local.kms_key_arns

    content {
      actions   = ["kms:Decrypt"]
      resources = [statement.value]

      condition {
        test     = "StringLike"
        variable = "kms:ViaService"
        values   = ["dynamodb.*.amazonaws.com*", "s3.*.amazonaws.com*"]
      }
    }
  }
}

data "aws_iam_policy_document" "full_access" {
  source_policy_documents = [data.aws_iam_policy_document.read.json]

  statement {
    actions = ["dynamodb:*"]
    resources = [
      local.table_arn,
      # Its indexes and its stream.
      "${local.table_arn}/*",
    ]
  }

  statement {
    actions = [
      "s3:AbortMultipartUpload",
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
      "s3:PutObject*",
    ]
    resources = [local.objects_arn]
  }

  dynamic "statement" {
    for_each = local.kms_key_arns

    content {
      actions   = ["kms:GenerateDataKey"]
      resources = [statement.value]

      condition {
        test     = "StringLike"
        variable = "kms:ViaService"
        values   = ["dynamodb.*.amazonaws.com*", "s3.*.amazonaws.com*"]
      }
    }
  }
}

# A writer of the store reads before it writes.
data "aws_iam_policy_document" "dynamodb_update" {
  statement {
    actions = concat(
      [
        "dynamodb:DescribeTable",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
      ],
      var.keep_every_version ? ["dynamodb:ConditionCheckItem", "dynamodb:Query"] : [],
    )
    resources = [local.table_arn]
  }

  dynamic "statement" {
    for_each = local.kms_key_arns

    content {
      actions = [
        "kms:Decrypt",
        "kms:GenerateDataKey",
      ]
      resources = [statement.value]

      condition {
        test     = "StringLike"
        variable = "kms:ViaService"
        values   = ["dynamodb.*.amazonaws.com*"]
      }
    }
  }
}
