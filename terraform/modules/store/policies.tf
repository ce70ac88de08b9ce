# Each policy allows exactly what that user of the store does. vhs-provision has the same four, and a
# test compares them.
#
# No statement has a Sid: users merge the policies of several stores in one document, where two
# statements of one name are an error, or the later replaces the earlier.

data "aws_iam_policy_document" "store_read" {
  statement {
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
    actions   = ["s3:ListBucket"]
    resources = [local.bucket_arn]
  }

  statement {
    actions   = ["s3:GetObject"]
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

data "aws_iam_policy_document" "store_write" {
  source_policy_documents = [data.aws_iam_policy_document.store_read.json]

  statement {
    actions = [
      "dynamodb:PutItem",
      var.keep_every_version ? "dynamodb:ConditionCheckItem" : "dynamodb:UpdateItem",
    ]
    resources = [local.table_arn]
  }

  statement {
    actions = [
      "s3:AbortMultipartUpload",
      "s3:DeleteObject",
      "s3:PutObject",
    ]
    resources = [local.objects_arn]
  }

  # Each upload makes an object, and none replaces one. The requests that begin an upload in parts,
  # and send them, make nothing, and have no such condition.
  statement {
    effect    = "Deny"
    actions   = ["s3:PutObject"]
    resources = [local.objects_arn]

    condition {
      test     = "Null"
      variable = "s3:if-none-match"
      values   = ["true"]
    }

    condition {
      test     = "Bool"
      variable = "s3:ObjectCreationOperation"
      values   = ["true"]
    }
  }

  # The first writer makes the object that names the store. Without it nobody could say which table
  # the objects belong to.
  statement {
    effect    = "Deny"
    actions   = ["s3:DeleteObject"]
    resources = local.identity_object_arns
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

data "aws_iam_policy_document" "store_maintain" {
  source_policy_documents = [data.aws_iam_policy_document.store_read.json]

  statement {
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
    actions   = ["s3:ListBucketMultipartUploads"]
    resources = [local.bucket_arn]
  }

  statement {
    actions   = ["s3:ListBucketVersions"]
    resources = [local.bucket_arn]
  }

  statement {
    actions = [
      "s3:AbortMultipartUpload",
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
    ]
    resources = [local.objects_arn]
  }

  statement {
    actions   = ["s3:PutObject"]
    resources = local.store_object_arns
  }

  # Of the store's own objects only the one that names the store is ever replaced, by adopt.
  statement {
    effect    = "Deny"
    actions   = ["s3:PutObject"]
    resources = local.made_once_object_arns

    condition {
      test     = "Null"
      variable = "s3:if-none-match"
      values   = ["true"]
    }

    condition {
      test     = "Bool"
      variable = "s3:ObjectCreationOperation"
      values   = ["true"]
    }
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

data "aws_iam_policy_document" "store_provision" {
  statement {
    actions = concat(
      [
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
      ],
      var.table_tls_only ? ["dynamodb:GetResourcePolicy", "dynamodb:PutResourcePolicy"] : [],
    )
    resources = [local.table_arn]
  }

  statement {
    actions = [
      "s3:CreateBucket",
      "s3:DeleteBucket",
      "s3:GetBucketOwnershipControls",
      "s3:GetBucketPolicy",
      "s3:GetBucketPublicAccessBlock",
      "s3:GetBucketTagging",
      "s3:GetBucketVersioning",
      "s3:GetEncryptionConfiguration",
      "s3:GetLifecycleConfiguration",
      "s3:ListBucket",
      "s3:ListBucketVersions",
      "s3:PutBucketOwnershipControls",
      "s3:PutBucketPolicy",
      "s3:PutBucketPublicAccessBlock",
      "s3:PutBucketTagging",
      "s3:PutBucketVersioning",
      "s3:PutEncryptionConfiguration",
      "s3:PutLifecycleConfiguration",
    ]
    resources = [local.bucket_arn]
  }

  dynamic "statement" {
    for_each = length(local.bucket_option_actions) == 0 ? [] : [local.bucket_option_actions]

    content {
      actions   = statement.value
      resources = [local.bucket_arn]
    }
  }

  # S3 copies as the role, which whoever sets that up hands on.
  dynamic "statement" {
    for_each = var.replication == null ? [] : [var.replication.role_arn]

    content {
      actions   = ["iam:PassRole"]
      resources = [statement.value]

      condition {
        test     = "StringEquals"
        variable = "iam:PassedToService"
        values   = ["s3.amazonaws.com"]
      }
    }
  }

  statement {
    actions   = ["s3:DeleteObjectVersion"]
    resources = local.store_object_arns
  }

  # Who may give the role a policy may give it any, unless a boundary holds the role.
  dynamic "statement" {
    for_each = local.read_role_arns

    content {
      actions = [
        "iam:CreateRole",
        "iam:DeleteRolePolicy",
        "iam:PutRolePolicy",
      ]
      resources = [statement.value]

      dynamic "condition" {
        for_each = var.permissions_boundary == null ? [] : [var.permissions_boundary]

        content {
          test     = "StringEquals"
          variable = "iam:PermissionsBoundary"
          values   = [condition.value]
        }
      }
    }
  }

  dynamic "statement" {
    for_each = local.read_role_arns

    content {
      actions = [
        "iam:DeleteRole",
        "iam:GetRole",
        "iam:GetRolePolicy",
        "iam:ListRolePolicies",
        "iam:UpdateAssumeRolePolicy",
      ]
      resources = [statement.value]
    }
  }

  # DynamoDB needs these of the caller who encrypts a table with the key.
  dynamic "statement" {
    for_each = local.kms_key_arns

    content {
      actions = [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ]
      resources = [statement.value]

      condition {
        test     = "StringLike"
        variable = "kms:ViaService"
        values   = ["dynamodb.*.amazonaws.com*"]
      }
    }
  }

  # A grant to anyone else would outlast this policy.
  dynamic "statement" {
    for_each = local.kms_key_arns

    content {
      actions   = ["kms:CreateGrant"]
      resources = [statement.value]

      condition {
        test     = "Bool"
        variable = "kms:GrantIsForAWSResource"
        values   = ["true"]
      }

      condition {
        test     = "StringLike"
        variable = "kms:ViaService"
        values   = ["dynamodb.*.amazonaws.com*"]
      }
    }
  }
}
