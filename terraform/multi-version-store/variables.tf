# These are the inputs of terraform-aws-vhs, with its defaults.

variable "name" {
  description = "What the store is called; table, bucket and role are named after it."
  type        = string
}

variable "table_name_prefix" {
  description = "What comes before the name in the table's name."
  type        = string
  default     = ""
}

variable "bucket_name_prefix" {
  description = "What comes before the name, in lower case, in the bucket's name."
  type        = string
  default     = ""
}

variable "table_name" {
  description = "The table's name as a whole, in place of prefix and name."
  type        = string
  default     = ""
}

variable "bucket_name" {
  description = "The bucket's name as a whole, in place of prefix and name."
  type        = string
  default     = ""
}

variable "tags" {
  description = "Tags of table and bucket; the table has its name as `Name` besides."
  type        = map(string)
  default     = {}
}

variable "read_principals" {
  description = "ARNs of who may assume a role that reads the store; without any there is no role."
  type        = list(string)
  default     = []
}

variable "cycle_objects_to_standard_ia" {
  description = "Move objects to Standard-IA after 30 days: cheaper where they are seldom read."
  type        = bool
  default     = true
}

# These are new. Their defaults are safe for a store that is there already.

variable "point_in_time_recovery" {
  description = "Let the table be restored to any second of the last 35 days; AWS charges by its size."
  type        = bool
  default     = true
}

variable "deletion_protection" {
  description = "Let DynamoDB refuse to delete the table; turn it off, and apply, before a destroy."
  type        = bool
  default     = true
}

variable "abort_stale_uploads_after_days" {
  description = "Abort uploads to the bucket that were begun so many days ago; 0 leaves them."
  type        = number
  default     = 7

  validation {
    condition     = var.abort_stale_uploads_after_days >= 0
    error_message = "abort_stale_uploads_after_days must be a number of days, or 0."
  }
}

variable "tls_only" {
  description = "Make the bucket's policy, and let it refuse requests without TLS. A bucket has one policy: if you have one, give it as `bucket_policy_documents`."
  type        = bool
  default     = false
}

variable "bucket_policy_documents" {
  description = "JSON documents whose statements the bucket's policy has besides, with `tls_only`."
  type        = list(string)
  default     = []
}

variable "block_public_access" {
  description = "Block public access to the bucket, of whatever kind."
  type        = bool
  default     = false
}

variable "bucket_versioning" {
  description = "Keep what was deleted from the bucket, for `keep_noncurrent_versions_days`."
  type        = bool
  default     = false
}

variable "keep_noncurrent_versions_days" {
  description = "How many days `bucket_versioning` keeps what was deleted; point-in-time recovery reaches back 35."
  type        = number
  default     = 35

  validation {
    condition     = var.keep_noncurrent_versions_days >= 1
    error_message = "keep_noncurrent_versions_days must be at least 1."
  }
}

variable "kms_key" {
  description = "A KMS key to encrypt table and bucket with, such as an `aws_kms_key`; the policies allow its use. `null` leaves AWS's own keys."
  type        = object({ arn = string })
  default     = null
}

variable "stream" {
  description = "Give the table a stream of new and old images."
  type        = bool
  default     = true
}

variable "billing_mode" {
  description = "How the table is paid for: `PAY_PER_REQUEST` or `PROVISIONED`."
  type        = string
  default     = "PAY_PER_REQUEST"

  validation {
    condition     = contains(["PAY_PER_REQUEST", "PROVISIONED"], var.billing_mode)
    error_message = "billing_mode must be PAY_PER_REQUEST or PROVISIONED."
  }
}

variable "read_capacity" {
  description = "Read units a second, with `PROVISIONED`."
  type        = number
  default     = null
}

variable "write_capacity" {
  description = "Write units a second, with `PROVISIONED`."
  type        = number
  default     = null
}

variable "least_privilege_read_role" {
  description = "Give the role of `read_principals` the narrower `store_read_policy` in place of `read_policy`."
  type        = bool
  default     = false
}

variable "validate_bucket_name" {
  description = "Fail at plan, not only warn, if the bucket's name is not one that S3 takes for a new bucket."
  type        = bool
  default     = false
}

variable "read_external_id" {
  description = "The external id that `read_principals` must name when they assume the role, against confused deputies. `null` asks for none."
  type        = string
  default     = null
}

variable "read_organization" {
  description = "The organisation that `read_principals` must belong to, such as `o-a1b2c3d4e5`. `null` asks for none."
  type        = string
  default     = null
}

variable "permissions_boundary" {
  description = "ARN of the policy that bounds the role of `read_principals`; `store_provision_policy` then creates no role without it. `null`: the role has no boundary, and who has that policy may give it any permission."
  type        = string
  default     = null
}

variable "hardened" {
  description = "Switch on all that a new store can have, and what an existing one is better asked about first: `tls_only`, `block_public_access`, `bucket_versioning`, `enforce_bucket_ownership`, `least_privilege_read_role`, `validate_bucket_name`, and encryption that is set explicitly. True for every new store."
  type        = bool
  default     = false
}

variable "enforce_bucket_ownership" {
  description = "Let ACLs have no effect (`BucketOwnerEnforced`): who may do what is in policies alone."
  type        = bool
  default     = false
}

variable "access_log_bucket" {
  description = "Another bucket that receives a log of each request to the bucket, under the bucket's name; it must let S3 write there. `null` leaves logs alone."
  type        = string
  default     = null
}

variable "event_bridge" {
  description = "Tell Amazon EventBridge of each change of the bucket. A bucket has one configuration of notifications: leave this out if you have an `aws_s3_bucket_notification` of your own."
  type        = bool
  default     = false
}

variable "object_lock_days" {
  description = "Days for which no object can be removed (Object Lock in governance mode), with `bucket_versioning`. For a new store: it can't be switched off again. Until the days are over `purge` fails, and what `gc` and `prune` delete stays. `null`: no lock."
  type        = number
  default     = null

  validation {
    condition     = var.object_lock_days == null ? true : var.object_lock_days >= 1
    error_message = "object_lock_days must be at least 1, or null."
  }
}

variable "table_tls_only" {
  description = "Make the table's own policy, and let it refuse requests without TLS. A table has one policy: leave this out if you have one."
  type        = bool
  default     = false
}

variable "replication" {
  description = "The ARNs of a bucket that receives a copy of each object, and of the role that S3 copies as, with `bucket_versioning` and without `kms_key`. `null`: no copies."
  type        = object({ bucket_arn = string, role_arn = string })
  default     = null
}

variable "backup_plan" {
  description = "A plan by which AWS Backup copies the table every day at an `hour` of UTC, and keeps each copy for some `days`, in a vault of the store's own; with `bucket = true` also the bucket, two hours later, with `bucket_versioning`. `null`: no plan of the store's own."
  type        = object({ days = number, hour = optional(number, 5), bucket = optional(bool, false) })
  default     = null

  validation {
    condition     = var.backup_plan == null ? true : var.backup_plan.days >= 1 && contains(range(24), var.backup_plan.hour)
    error_message = "backup_plan takes at least 1 of days, and an hour from 0 to 23."
  }
}
