# Without defaults: single-version-store and multi-version-store have them, and say what each is for.

variable "keep_every_version" {
  type = bool
}

variable "name" {
  type = string
}

variable "table_name_prefix" {
  type = string
}

variable "bucket_name_prefix" {
  type = string
}

variable "table_name" {
  type = string
}

variable "bucket_name" {
  type = string
}

variable "tags" {
  type = map(string)
}

variable "read_principals" {
  type = list(string)
}

variable "cycle_objects_to_standard_ia" {
  type = bool
}

variable "point_in_time_recovery" {
  type = bool
}

variable "deletion_protection" {
  type = bool
}

variable "abort_stale_uploads_after_days" {
  type = number
}

variable "tls_only" {
  type = bool
}

variable "bucket_policy_documents" {
  type = list(string)
}

variable "block_public_access" {
  type = bool
}

variable "bucket_versioning" {
  type = bool
}

variable "keep_noncurrent_versions_days" {
  type = number
}

variable "kms_key" {
  type = object({ arn = string })
}

variable "stream" {
  type = bool
}

variable "billing_mode" {
  type = string
}

variable "read_capacity" {
  type = number
}

variable "write_capacity" {
  type = number
}

variable "least_privilege_read_role" {
  type = bool
}

variable "validate_bucket_name" {
  type = bool
}

variable "read_external_id" {
  type = string
}

variable "read_organization" {
  type = string
}

variable "permissions_boundary" {
  type = string
}

variable "hardened" {
  type = bool
}

variable "enforce_bucket_ownership" {
  type = bool
}

variable "access_log_bucket" {
  type = string
}

variable "event_bridge" {
  type = bool
}

variable "object_lock_days" {
  type = number
}

variable "table_tls_only" {
  type = bool
}

variable "replication" {
  type = object({ bucket_arn = string, role_arn = string })
}

variable "backup_plan" {
  type = object({ days = number, hour = number, bucket = bool })
}
