locals {
  # A selection is of a plan as a whole, so each has its own. The bucket's turn comes when the table's
  # copy has begun: what its rows name is in the bucket by then.
  backups = var.backup_plan == null ? {} : merge(
    { table = { hour = var.backup_plan.hour, arn = local.table_arn } },
    var.backup_plan.bucket ? { bucket = { hour = (var.backup_plan.hour + 2) % 24, arn = local.bucket_arn } } : {},
  )

  backup_policies = var.backup_plan == null ? [] : concat(
    ["service-role/AWSBackupServiceRolePolicyForBackup"],
    var.backup_plan.bucket ? ["AWSBackupServiceRolePolicyForS3Backup"] : [],
  )
}

# It can't be destroyed while copies are in it.
resource "aws_backup_vault" "vault" {
  count = var.backup_plan == null ? 0 : 1

  name        = "${var.name}-backups"
  kms_key_arn = one(local.kms_key_arns)
  tags        = var.tags

  lifecycle {
    precondition {
      condition     = can(regex("^[a-zA-Z0-9_-]{2,42}$", var.name))
      error_message = "The vault of backup_plan is called '${var.name}-backups', which may have 50 letters, digits, '_' and '-' at most. Choose another name for the store."
    }

    precondition {
      condition     = !var.backup_plan.bucket || local.bucket_versioning
      error_message = "backup_plan with bucket = true needs bucket_versioning = true or hardened = true."
    }
  }
}

resource "aws_backup_plan" "plan" {
  for_each = local.backups

  name = "${var.name}-backups-${each.key}"
  tags = var.tags

  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.vault[0].name
    schedule          = "cron(0 ${each.value.hour} * * ? *)"
    start_window      = 60

    lifecycle {
      delete_after = var.backup_plan.days
    }
  }
}

resource "aws_backup_selection" "selection" {
  for_each = local.backups

  name         = each.key
  plan_id      = aws_backup_plan.plan[each.key].id
  iam_role_arn = aws_iam_role.backup[0].arn
  resources    = [each.value.arn]

  # AWS Backup refuses a role that it may not use yet.
  depends_on = [aws_iam_role_policy_attachment.backup]
}

resource "aws_iam_role" "backup" {
  count = var.backup_plan == null ? 0 : 1

  name_prefix        = "${substr(var.name, 0, 30)}-backup-"
  assume_role_policy = data.aws_iam_policy_document.backup_trust.json
}

resource "aws_iam_role_policy_attachment" "backup" {
  for_each = toset(local.backup_policies)

  role       = aws_iam_role.backup[0].name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/${each.value}"
}

data "aws_partition" "current" {}

data "aws_iam_policy_document" "backup_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["backup.amazonaws.com"]
    }
  }
}
