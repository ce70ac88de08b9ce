locals {
  table_name  = var.table_name == "" ? "${var.table_name_prefix}${var.name}" : var.table_name
  bucket_name = var.bucket_name == "" ? "${var.bucket_name_prefix}${lower(var.name)}" : var.bucket_name

  # AWS, "General purpose bucket naming rules". Buckets of before 2018 may have other names.
  bucket_name_is_valid = alltrue([
    can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", local.bucket_name)),
    !can(regex("\\.\\.", local.bucket_name)),
    !can(regex("^[0-9]+(\\.[0-9]+){3}$", local.bucket_name)),
    !can(regex("^(xn--|sthree-|amzn-s3-demo-)", local.bucket_name)),
    !can(regex("(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", local.bucket_name)),
  ])
  bucket_name_rule = "3 to 63 lower-case letters, digits, '-' and '.', no '_', no two dots in a row, a letter or digit at both ends, no IP address, and none that is AWS's, as xn-- or -s3alias"

  # What is on by itself, or because all of it is.
  tls_only                 = var.hardened || var.tls_only
  block_public_access      = var.hardened || var.block_public_access
  bucket_versioning        = var.hardened || var.bucket_versioning
  enforce_bucket_ownership = var.hardened || var.enforce_bucket_ownership
  narrow_read_role         = var.hardened || var.least_privilege_read_role
  validate_bucket_name     = var.hardened || var.validate_bucket_name

  # Policies name the resources by these: where one names a resource itself, and that is about to
  # change in any way, Terraform shows the policy as unknown until it has.
  table_arn      = aws_dynamodb_table.table.arn
  bucket_arn     = aws_s3_bucket.bucket.arn
  objects_arn    = "${local.bucket_arn}/*"
  read_role_arns = aws_iam_role.assumable_read_role[*].arn
  kms_key_arns   = var.kms_key == null ? [] : [var.kms_key.arn]

  # What it takes to set up what is on only if it is asked for.
  bucket_option_actions = concat(
    var.access_log_bucket == null ? [] : ["s3:GetBucketLogging", "s3:PutBucketLogging"],
    var.event_bridge ? ["s3:GetBucketNotification", "s3:PutBucketNotification"] : [],
    var.object_lock_days == null ? [] : ["s3:GetBucketObjectLockConfiguration", "s3:PutBucketObjectLockConfiguration"],
    var.replication == null ? [] : ["s3:GetReplicationConfiguration", "s3:PutReplicationConfiguration"],
  )

  # What a store keeps for itself, under its prefix, whatever that is.
  store_object_arns = [
    "${local.bucket_arn}/.vhs/*",
    "${local.bucket_arn}/*/.vhs/*",
  ]
  made_once_object_arns = [
    "${local.bucket_arn}/.vhs/sweeps/*",
    "${local.bucket_arn}/*/.vhs/sweeps/*",
    "${local.bucket_arn}/.vhs/witness/*",
    "${local.bucket_arn}/*/.vhs/witness/*",
  ]
  identity_object_arns = [
    "${local.bucket_arn}/.vhs/store.json",
    "${local.bucket_arn}/*/.vhs/store.json",
  ]
}

# Terraform can't tell a bucket that is there from one that is to be made, and one that is there keeps
# its name, whatever it is. So this is a warning, unless validate_bucket_name asks for more.
check "bucket_name" {
  assert {
    condition     = local.bucket_name_is_valid
    error_message = "Bucket name '${local.bucket_name}' is not one that S3 takes for a new bucket: ${local.bucket_name_rule}. A bucket that is there keeps it."
  }
}
