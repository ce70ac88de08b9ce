# A store that keeps every version of each id.
module "store" {
  source = "../modules/store"

  keep_every_version = true

  name                         = var.name
  table_name_prefix            = var.table_name_prefix
  bucket_name_prefix           = var.bucket_name_prefix
  table_name                   = var.table_name
  bucket_name                  = var.bucket_name
  tags                         = var.tags
  read_principals              = var.read_principals
  cycle_objects_to_standard_ia = var.cycle_objects_to_standard_ia

  point_in_time_recovery         = var.point_in_time_recovery
  deletion_protection            = var.deletion_protection
  abort_stale_uploads_after_days = var.abort_stale_uploads_after_days
  tls_only                       = var.tls_only
  bucket_policy_documents        = var.bucket_policy_documents
  block_public_access            = var.block_public_access
  bucket_versioning              = var.bucket_versioning
  keep_noncurrent_versions_days  = var.keep_noncurrent_versions_days
  kms_key                        = var.kms_key
  stream                         = var.stream
  billing_mode                   = var.billing_mode
  read_capacity                  = var.read_capacity
  write_capacity                 = var.write_capacity
  least_privilege_read_role      = var.least_privilege_read_role
  validate_bucket_name           = var.validate_bucket_name
  read_external_id               = var.read_external_id
  read_organization              = var.read_organization
  permissions_boundary           = var.permissions_boundary
  hardened                       = var.hardened
  enforce_bucket_ownership       = var.enforce_bucket_ownership
  access_log_bucket              = var.access_log_bucket
  event_bridge                   = var.event_bridge
  object_lock_days               = var.object_lock_days
  table_tls_only                 = var.table_tls_only
  replication                    = var.replication
  backup_plan                    = var.backup_plan
}
