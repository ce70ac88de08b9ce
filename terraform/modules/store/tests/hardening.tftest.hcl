mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{}"
    }
  }
}

run "what_is_off_makes_nothing" {
  command = plan

  assert {
    condition     = length(aws_s3_bucket_policy.policy) == 0
    error_message = "The bucket's policy is the user's own."
  }

  assert {
    condition     = length(aws_s3_bucket_public_access_block.public_access) == 0
    error_message = "Public access is as the user has it."
  }

  assert {
    condition     = length(aws_s3_bucket_versioning.versioning) == 0
    error_message = "Versioning is as the user has it."
  }

  assert {
    condition     = length(aws_s3_bucket_server_side_encryption_configuration.encryption) == 0 && length(aws_dynamodb_table.table.server_side_encryption) == 0
    error_message = "Encryption is as it is."
  }

  assert {
    condition     = length(aws_s3_bucket_ownership_controls.ownership) == 0
    error_message = "ACLs are as the user has them."
  }

  assert {
    condition     = length(aws_iam_role.assumable_read_role) == 0 && length(aws_iam_role_policy.read_role_policy) == 0
    error_message = "Without readers there is no role."
  }

  assert {
    condition = (
      length(aws_s3_bucket_logging.access) == 0
      && length(aws_s3_bucket_notification.event_bridge) == 0
      && length(aws_s3_bucket_object_lock_configuration.lock) == 0
      && length(aws_s3_bucket_replication_configuration.replication) == 0
      && length(aws_dynamodb_resource_policy.policy) == 0
      && length(aws_backup_vault.vault) + length(aws_backup_plan.plan) + length(aws_backup_selection.selection) == 0
      && length(aws_iam_role.backup) + length(aws_iam_role_policy_attachment.backup) == 0
    )
    error_message = "Logs, notifications, locks, copies, backups and the table's policy are as the user has them."
  }
}

run "options_are_made_one_by_one" {
  command = plan

  variables {
    hardened          = true
    access_log_bucket = "logs"
    event_bridge      = true
    object_lock_days  = 7
    table_tls_only    = true
    replication       = { bucket_arn = "arn:aws:s3:::copies", role_arn = "arn:aws:iam::123456789012:role/copies" }
  }

  assert {
    condition     = aws_s3_bucket_logging.access[0].target_bucket == "logs" && aws_s3_bucket_logging.access[0].target_prefix == "books/"
    error_message = "Logs of several stores don't mix."
  }

  assert {
    condition     = aws_s3_bucket_notification.event_bridge[0].eventbridge
    error_message = "EventBridge hears of the bucket's changes."
  }

  assert {
    condition     = aws_s3_bucket.bucket.object_lock_enabled && one(one(aws_s3_bucket_object_lock_configuration.lock[0].rule).default_retention).days == 7
    error_message = "Objects are locked from the first one on."
  }

  assert {
    condition     = aws_s3_bucket_replication_configuration.replication[0].role == "arn:aws:iam::123456789012:role/copies"
    error_message = "S3 copies as the role."
  }

  assert {
    condition     = length(aws_dynamodb_resource_policy.policy) == 1
    error_message = "The table has a policy."
  }
}

run "logs_in_the_bucket_itself" {
  command = plan

  variables {
    access_log_bucket = "books"
  }

  expect_failures = [aws_s3_bucket_logging.access]
}

run "a_lock_without_versioning" {
  command = plan

  variables {
    object_lock_days = 7
  }

  expect_failures = [aws_s3_bucket_object_lock_configuration.lock]
}

run "copies_without_versioning" {
  command = plan

  variables {
    replication = { bucket_arn = "arn:aws:s3:::copies", role_arn = "arn:aws:iam::123456789012:role/copies" }
  }

  expect_failures = [aws_s3_bucket_replication_configuration.replication]
}

run "one_switch_hardens_it_whole" {
  command = plan

  variables {
    hardened        = true
    read_principals = ["arn:aws:iam::123456789012:root"]
  }

  assert {
    condition = (
      length(aws_s3_bucket_policy.policy) == 1
      && length(aws_s3_bucket_public_access_block.public_access) == 1
      && length(aws_s3_bucket_versioning.versioning) == 1
      && one(aws_s3_bucket_ownership_controls.ownership[0].rule).object_ownership == "BucketOwnerEnforced"
      && aws_iam_role_policy.read_role_policy[0].name == "read"
    )
    error_message = "Nothing that a new store can have is left out."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.encryption[0].rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "Encryption is set, though the key is S3's own."
  }

  assert {
    condition     = contains([for rule in aws_s3_bucket_lifecycle_configuration.lifecycle.rule : rule.id], "noncurrent_versions")
    error_message = "What is kept of deleted objects goes in the end."
  }
}

run "a_hardened_store_has_a_valid_name" {
  command = plan

  variables {
    hardened    = true
    bucket_name = "big_store"
  }

  expect_failures = [aws_s3_bucket.bucket, check.bucket_name]
}

run "lifecycle" {
  command = plan

  assert {
    condition     = [for rule in aws_s3_bucket_lifecycle_configuration.lifecycle.rule : "${rule.id} ${rule.status}"] == ["objects_to_standard_ia Enabled", "stale_uploads Enabled"]
    error_message = "Objects move to Standard-IA, and stale uploads are aborted."
  }

  assert {
    condition = (
      one(aws_s3_bucket_lifecycle_configuration.lifecycle.rule[0].transition).days == 30
      && one(aws_s3_bucket_lifecycle_configuration.lifecycle.rule[0].transition).storage_class == "STANDARD_IA"
      && aws_s3_bucket_lifecycle_configuration.lifecycle.rule[1].abort_incomplete_multipart_upload[0].days_after_initiation == 7
    )
    error_message = "30 days and 7 days."
  }
}

run "lifecycle_switched_off" {
  command = plan

  variables {
    cycle_objects_to_standard_ia   = false
    abort_stale_uploads_after_days = 0
  }

  assert {
    condition     = [for rule in aws_s3_bucket_lifecycle_configuration.lifecycle.rule : "${rule.id} ${rule.status}"] == ["objects_to_standard_ia Disabled", "stale_uploads Disabled"]
    error_message = "Rules are switched off, and keep their place."
  }
}

run "versioning" {
  command = plan

  variables {
    bucket_versioning             = true
    keep_noncurrent_versions_days = 40
  }

  assert {
    condition     = aws_s3_bucket_versioning.versioning[0].versioning_configuration[0].status == "Enabled"
    error_message = "The bucket keeps what was deleted,"
  }

  assert {
    condition = (
      aws_s3_bucket_lifecycle_configuration.lifecycle.rule[2].id == "noncurrent_versions"
      && aws_s3_bucket_lifecycle_configuration.lifecycle.rule[2].noncurrent_version_expiration[0].noncurrent_days == 40
      && aws_s3_bucket_lifecycle_configuration.lifecycle.rule[2].expiration[0].expired_object_delete_marker
    )
    error_message = "but not for ever, and no marker of an object that is gone."
  }
}

run "public_access" {
  command = plan

  variables {
    block_public_access = true
  }

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.public_access[0].block_public_acls,
      aws_s3_bucket_public_access_block.public_access[0].block_public_policy,
      aws_s3_bucket_public_access_block.public_access[0].ignore_public_acls,
      aws_s3_bucket_public_access_block.public_access[0].restrict_public_buckets,
    ])
    error_message = "All four ways are blocked."
  }
}

run "a_key_is_for_table_and_bucket" {
  command = plan

  variables {
    kms_key = { arn = "arn:aws:kms:eu-west-1:123456789012:key/k" }
  }

  assert {
    condition = (
      aws_dynamodb_table.table.server_side_encryption[0].enabled
      && aws_dynamodb_table.table.server_side_encryption[0].kms_key_arn == "arn:aws:kms:eu-west-1:123456789012:key/k"
    )
    error_message = "Inline values are in the table, so it is encrypted with the key."
  }

  assert {
    condition = (
      one(aws_s3_bucket_server_side_encryption_configuration.encryption[0].rule).bucket_key_enabled
      && one(one(aws_s3_bucket_server_side_encryption_configuration.encryption[0].rule).apply_server_side_encryption_by_default).sse_algorithm == "aws:kms"
      && one(one(aws_s3_bucket_server_side_encryption_configuration.encryption[0].rule).apply_server_side_encryption_by_default).kms_master_key_id == "arn:aws:kms:eu-west-1:123456789012:key/k"
    )
    error_message = "Objects are encrypted with the key, and a data key is for many."
  }
}

run "protection_can_be_turned_off" {
  command = plan

  variables {
    point_in_time_recovery = false
    deletion_protection    = false
    stream                 = false
  }

  assert {
    condition = !(
      aws_dynamodb_table.table.point_in_time_recovery[0].enabled
      || aws_dynamodb_table.table.deletion_protection_enabled
      || aws_dynamodb_table.table.stream_enabled
    )
    error_message = "What is turned off is off."
  }
}

run "provisioned_capacity" {
  command = plan

  variables {
    billing_mode   = "PROVISIONED"
    read_capacity  = 5
    write_capacity = 6
  }

  assert {
    condition = (
      aws_dynamodb_table.table.billing_mode == "PROVISIONED"
      && aws_dynamodb_table.table.read_capacity == 5
      && aws_dynamodb_table.table.write_capacity == 6
    )
    error_message = "The table has the capacity that is paid for."
  }
}

run "statements_without_a_policy" {
  command = plan

  variables {
    bucket_policy_documents = ["{}"]
  }

  expect_failures = [aws_s3_bucket_lifecycle_configuration.lifecycle]
}
