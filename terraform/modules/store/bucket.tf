resource "aws_s3_bucket" "bucket" {
  bucket = local.bucket_name
  tags   = var.tags

  # A new bucket locks its first object too.
  object_lock_enabled = var.object_lock_days == null ? null : true

  # What is made later is destroyed first: S3 refuses to delete a bucket with objects in it, and then
  # the table, without which they mean nothing, stays too.
  depends_on = [aws_dynamodb_table.table]

  lifecycle {
    # Terraform would make a bucket that is there anew; S3 locks it in place.
    ignore_changes = [object_lock_enabled]

    precondition {
      condition     = !local.validate_bucket_name || local.bucket_name_is_valid
      error_message = "Bucket name '${local.bucket_name}' is not one that S3 takes for a new bucket: ${local.bucket_name_rule}. Choose another name, or set bucket_name."
    }
  }
}

# Rules are switched off rather than left out, and the one that may be left out is the last: the
# provider confuses the rules behind one that goes.
resource "aws_s3_bucket_lifecycle_configuration" "lifecycle" {
  bucket = aws_s3_bucket.bucket.id

  rule {
    id     = "objects_to_standard_ia"
    status = var.cycle_objects_to_standard_ia ? "Enabled" : "Disabled"

    filter {
      prefix = ""
    }

    transition {
      days          = 30
      storage_class = "STANDARD_IA"
    }
  }

  rule {
    id     = "stale_uploads"
    status = var.abort_stale_uploads_after_days > 0 ? "Enabled" : "Disabled"

    filter {
      prefix = ""
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = max(var.abort_stale_uploads_after_days, 1)
    }
  }

  dynamic "rule" {
    for_each = local.bucket_versioning ? ["noncurrent_versions"] : []

    content {
      id     = rule.value
      status = "Enabled"

      filter {
        prefix = ""
      }

      noncurrent_version_expiration {
        noncurrent_days = var.keep_noncurrent_versions_days
      }

      expiration {
        expired_object_delete_marker = true
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.versioning]

  # Not at the bucket, whose name the documents may take from the output of this module.
  lifecycle {
    precondition {
      condition     = local.tls_only || length(var.bucket_policy_documents) == 0
      error_message = "bucket_policy_documents are part of the bucket's policy, which this module makes only with tls_only = true or hardened = true."
    }
  }
}

resource "aws_s3_bucket_versioning" "versioning" {
  count = local.bucket_versioning ? 1 : 0

  bucket = aws_s3_bucket.bucket.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "encryption" {
  count = var.kms_key == null && !var.hardened ? 0 : 1

  bucket = aws_s3_bucket.bucket.id

  rule {
    # One data key for many objects: KMS is paid by the request.
    bucket_key_enabled = var.kms_key != null

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.kms_key == null ? "AES256" : "aws:kms"
      kms_master_key_id = var.kms_key == null ? null : var.kms_key.arn
    }
  }
}

# ACLs have no effect: who may do what is in policies alone.
resource "aws_s3_bucket_ownership_controls" "ownership" {
  count = local.enforce_bucket_ownership ? 1 : 0

  bucket = aws_s3_bucket.bucket.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }

  depends_on = [aws_s3_bucket_public_access_block.public_access]
}

resource "aws_s3_bucket_public_access_block" "public_access" {
  count = local.block_public_access ? 1 : 0

  bucket = aws_s3_bucket.bucket.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "policy" {
  count = local.tls_only ? 1 : 0

  bucket = aws_s3_bucket.bucket.id
  policy = data.aws_iam_policy_document.bucket_policy.json

  # S3 answers two changes of a bucket's access at once with a conflict.
  depends_on = [aws_s3_bucket_ownership_controls.ownership]
}

resource "aws_s3_bucket_logging" "access" {
  count = var.access_log_bucket == null ? 0 : 1

  bucket        = aws_s3_bucket.bucket.id
  target_bucket = var.access_log_bucket
  target_prefix = "${local.bucket_name}/"

  lifecycle {
    precondition {
      condition     = var.access_log_bucket != local.bucket_name
      error_message = "access_log_bucket must be another bucket than the store's: each log would be logged."
    }
  }
}

resource "aws_s3_bucket_notification" "event_bridge" {
  count = var.event_bridge ? 1 : 0

  bucket      = aws_s3_bucket.bucket.id
  eventbridge = true
}

resource "aws_s3_bucket_object_lock_configuration" "lock" {
  count = var.object_lock_days == null ? 0 : 1

  bucket = aws_s3_bucket.bucket.id

  rule {
    default_retention {
      mode = "GOVERNANCE"
      days = var.object_lock_days
    }
  }

  depends_on = [aws_s3_bucket_versioning.versioning]

  lifecycle {
    precondition {
      condition     = local.bucket_versioning
      error_message = "object_lock_days needs bucket_versioning = true or hardened = true."
    }
  }
}

resource "aws_s3_bucket_replication_configuration" "replication" {
  count = var.replication == null ? 0 : 1

  bucket = aws_s3_bucket.bucket.id
  role   = var.replication.role_arn

  rule {
    id       = "all_objects"
    status   = "Enabled"
    priority = 1

    filter {
      prefix = ""
    }

    delete_marker_replication {
      status = "Enabled"
    }

    destination {
      bucket = var.replication.bucket_arn
    }
  }

  depends_on = [aws_s3_bucket_versioning.versioning]

  lifecycle {
    precondition {
      condition     = local.bucket_versioning && var.kms_key == null
      error_message = "replication needs bucket_versioning = true or hardened = true, and no kms_key: objects that a key encrypts take a key of the other bucket too."
    }
  }
}

data "aws_iam_policy_document" "bucket_policy" {
  source_policy_documents = var.bucket_policy_documents

  statement {
    sid     = "VhsTlsOnly"
    effect  = "Deny"
    actions = ["s3:*"]

    resources = [
      local.bucket_arn,
      local.objects_arn,
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
