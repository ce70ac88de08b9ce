# Each policy allows exactly what that user of the store does. vhs-provision has the same four, and a
# test compares them.

data "aws_iam_policy_document" "store_read" {
  statement {
    sid = "VhsReadTable"
    actions = [
      "dynamodb:DescribeTable",
      "dynamodb:GetItem",
      var.keep_every_version ? "dynamodb:Query" : "dynamodb:BatchGetItem",
      "dynamodb:Scan",
    ]
    resources = [local.table_arn]
  }

  # Without it S3 says of an object that is not there that access is denied.
  statement {
    sid       = "VhsReadBucket"
    actions   = ["s3:ListBucket"]
    resources = [local.bucket_arn]
  }

  statement {
    sid       = "VhsReadObjects"
    actions   = ["s3:GetObject"]
    resources = [local.objects_arn]
  }

  dynamic "statement" {
    for_each = local.kms_key_arns

    content {
      sid       = "VhsReadKey"
      actions   = ["kms:Decrypt"]
      resources = [statement.value]
    }
  }
}

data "aws_iam_policy_document" "store_write" {
  source_policy_documents = [data.aws_iam_policy_document.store_read.json]

  statement {
    sid = "VhsWriteTable"
    actions = [
      "dynamodb:PutItem",
      var.keep_every_version ? "dynamodb:ConditionCheckItem" : "dynamodb:UpdateItem",
    ]
    resources = [local.table_arn]
  }

  statement {
    sid = "VhsWriteObjects"
    actions = [
      "s3:AbortMultipartUpload",
      "s3:DeleteObject",
      "s3:PutObject",
    ]
    resources = [local.objects_arn]
  }

  dynamic "statement" {
    for_each = local.kms_key_arns

    content {
      sid       = "VhsWriteKey"
      actions   = ["kms:GenerateDataKey"]
      resources = [statement.value]
    }
  }
}

data "aws_iam_policy_document" "store_maintain" {
  source_policy_documents = [data.aws_iam_policy_document.store_read.json]

  statement {
    sid = "VhsMaintainTable"
    actions = concat(
      [
        "dynamodb:DeleteItem",
        "dynamodb:DescribeTimeToLive",
        "dynamodb:PutItem",
      ],
      var.keep_every_version ? [] : ["dynamodb:UpdateItem"],
    )
    resources = [local.table_arn]
  }

  statement {
    sid = "VhsMaintainBucket"
    actions = [
      "s3:ListBucketMultipartUploads",
      "s3:ListBucketVersions",
    ]
    resources = [local.bucket_arn]
  }

  statement {
    sid = "VhsMaintainObjects"
    actions = [
      "s3:AbortMultipartUpload",
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
    ]
    resources = [local.objects_arn]
  }

  statement {
    sid       = "VhsMaintainStoreObject"
    actions   = ["s3:PutObject"]
    resources = local.store_object_arns
  }

  dynamic "statement" {
    for_each = local.kms_key_arns

    content {
      sid       = "VhsMaintainKey"
      actions   = ["kms:GenerateDataKey"]
      resources = [statement.value]
    }
  }
}

data "aws_iam_policy_document" "store_provision" {
  statement {
    sid = "VhsProvisionTable"
    actions = [
      "dynamodb:CreateTable",
      "dynamodb:DeleteTable",
      "dynamodb:DescribeContinuousBackups",
      "dynamodb:DescribeTable",
      "dynamodb:DescribeTimeToLive",
      "dynamodb:ListTagsOfResource",
      "dynamodb:Scan",
      "dynamodb:TagResource",
      "dynamodb:UpdateContinuousBackups",
      "dynamodb:UpdateTable",
    ]
    resources = [local.table_arn]
  }

  statement {
    sid = "VhsProvisionBucket"
    actions = [
      "s3:CreateBucket",
      "s3:DeleteBucket",
      "s3:GetBucketPolicy",
      "s3:GetBucketPublicAccessBlock",
      "s3:GetBucketTagging",
      "s3:GetBucketVersioning",
      "s3:GetEncryptionConfiguration",
      "s3:GetLifecycleConfiguration",
      "s3:ListBucket",
      "s3:ListBucketVersions",
      "s3:PutBucketPolicy",
      "s3:PutBucketPublicAccessBlock",
      "s3:PutBucketTagging",
      "s3:PutBucketVersioning",
      "s3:PutEncryptionConfiguration",
      "s3:PutLifecycleConfiguration",
    ]
    resources = [local.bucket_arn]
  }

  statement {
    sid       = "VhsProvisionStoreObject"
    actions   = ["s3:DeleteObjectVersion"]
    resources = local.store_object_arns
  }

  dynamic "statement" {
    for_each = local.read_role_arns

    content {
      sid = "VhsProvisionRole"
      actions = [
        "iam:CreateRole",
        "iam:DeleteRole",
        "iam:DeleteRolePolicy",
        "iam:GetRole",
        "iam:GetRolePolicy",
        "iam:ListRolePolicies",
        "iam:PutRolePolicy",
        "iam:UpdateAssumeRolePolicy",
      ]
      resources = [statement.value]
    }
  }

  # What DynamoDB needs of whoever encrypts a table with the key.
  dynamic "statement" {
    for_each = local.kms_key_arns

    content {
      sid = "VhsProvisionKey"
      actions = [
        "kms:CreateGrant",
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ]
      resources = [statement.value]
    }
  }
}
