resource "aws_dynamodb_table" "table" {
  name      = local.table_name
  hash_key  = "id"
  range_key = var.keep_every_version ? "version" : null

  billing_mode   = var.billing_mode
  read_capacity  = var.read_capacity
  write_capacity = var.write_capacity

  stream_enabled   = var.stream
  stream_view_type = var.stream ? "NEW_AND_OLD_IMAGES" : null

  deletion_protection_enabled = var.deletion_protection

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

  point_in_time_recovery {
    enabled = var.point_in_time_recovery
  }

  # Small values are in the table, so the key of the bucket is the table's too.
  dynamic "server_side_encryption" {
    for_each = local.kms_key_arns

    content {
      enabled     = true
      kms_key_arn = server_side_encryption.value
    }
  }

  tags = merge(var.tags, { Name = local.table_name })
}

resource "aws_dynamodb_resource_policy" "policy" {
  count = var.table_tls_only ? 1 : 0

  resource_arn = local.table_arn
  policy       = data.aws_iam_policy_document.table_policy.json
}

data "aws_iam_policy_document" "table_policy" {
  statement {
    sid     = "VhsTlsOnly"
    effect  = "Deny"
    actions = ["dynamodb:*"]

    resources = [
      local.table_arn,
      "${local.table_arn}/*",
    ]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
