mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{}"
    }
  }

  mock_data "aws_partition" {
    defaults = {
      partition = "aws"
    }
  }

  mock_resource "aws_dynamodb_table" {
    defaults = {
      arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/books"
    }
  }

  mock_resource "aws_s3_bucket" {
    defaults = {
      arn = "arn:aws:s3:::books"
    }
  }

  mock_resource "aws_iam_role" {
    defaults = {
      arn = "arn:aws:iam::123456789012:role/backup"
    }
  }
}

run "a_plan_copies_the_table" {
  variables {
    backup_plan = { days = 35, hour = 5, bucket = false }
    tags        = { team = "books" }
  }

  assert {
    condition = (
      aws_backup_vault.vault[0].name == "books-backups"
      && aws_backup_vault.vault[0].tags == tomap({ team = "books" })
      && aws_backup_plan.plan["table"].tags == tomap({ team = "books" })
    )
    error_message = "The vault is named after the store."
  }

  assert {
    condition = (
      join(",", keys(aws_backup_plan.plan)) == "table"
      && one(aws_backup_plan.plan["table"].rule).schedule == "cron(0 5 * * ? *)"
      && one(one(aws_backup_plan.plan["table"].rule).lifecycle).delete_after == 35
      && one(aws_backup_plan.plan["table"].rule).target_vault_name == "books-backups"
    )
    error_message = "The table is copied at five, and a copy is kept for 35 days."
  }

  assert {
    condition = (
      aws_backup_selection.selection["table"].plan_id == aws_backup_plan.plan["table"].id
      && aws_backup_selection.selection["table"].resources == toset(["arn:aws:dynamodb:eu-west-1:123456789012:table/books"])
      && aws_backup_selection.selection["table"].iam_role_arn == "arn:aws:iam::123456789012:role/backup"
    )
    error_message = "The plan names the table alone."
  }

  assert {
    condition     = [for one in aws_iam_role_policy_attachment.backup : one.policy_arn] == ["arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"]
    error_message = "The role may copy tables."
  }
}

run "the_bucket_is_copied_after_the_table" {
  variables {
    backup_plan       = { days = 7, hour = 23, bucket = true }
    bucket_versioning = true
    kms_key           = { arn = "arn:aws:kms:eu-west-1:123456789012:key/k" }
  }

  assert {
    condition = (
      one(aws_backup_plan.plan["table"].rule).schedule == "cron(0 23 * * ? *)"
      && one(aws_backup_plan.plan["bucket"].rule).schedule == "cron(0 1 * * ? *)"
      && one(aws_backup_plan.plan["table"].rule).start_window == 60
    )
    error_message = "The table's copy has begun when the bucket's does."
  }

  assert {
    condition     = aws_backup_selection.selection["bucket"].resources == toset(["arn:aws:s3:::books"])
    error_message = "The second plan names the bucket."
  }

  assert {
    condition     = contains([for one in aws_iam_role_policy_attachment.backup : one.policy_arn], "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup") && length(aws_iam_role_policy_attachment.backup) == 2
    error_message = "The role may copy buckets too."
  }

  assert {
    condition     = aws_backup_vault.vault[0].kms_key_arn == "arn:aws:kms:eu-west-1:123456789012:key/k"
    error_message = "Copies are encrypted with the store's key."
  }
}

run "the_bucket_without_versioning" {
  command = plan

  variables {
    backup_plan = { days = 7, hour = 5, bucket = true }
  }

  expect_failures = [aws_backup_vault.vault]
}

run "a_name_that_no_vault_takes" {
  command = plan

  variables {
    name        = "books.and.films"
    backup_plan = { days = 7, hour = 5, bucket = false }
  }

  expect_failures = [aws_backup_vault.vault]
}
