# A store of the newest version of each id with everything switched on that a new store can have: what an existing
# one is better asked about first.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

provider "aws" {
  region = var.region
}

variable "region" {
  description = "Where the store is."
  type        = string
  default     = "eu-west-1"
}

variable "bucket_name_prefix" {
  description = "Makes the bucket's name one that nobody in the world has yet, such as `my-organisation-`."
  type        = string
}

variable "read_principals" {
  description = "ARNs of who may assume the role that reads the store."
  type        = list(string)
  default     = []
}

module "store" {
  source = "../.."

  name               = "accounts"
  bucket_name_prefix = var.bucket_name_prefix
  tags               = { Service = "accounts" }
  read_principals    = var.read_principals

  hardened = true
  kms_key  = aws_kms_key.store

  # A bucket has one policy, so a statement of one's own goes through the module.
  bucket_policy_documents = [data.aws_iam_policy_document.no_listing_of_versions.json]
}

resource "aws_kms_key" "store" {
  description             = "Table and bucket of the accounts"
  enable_key_rotation     = true
  deletion_window_in_days = 30
}

data "aws_iam_policy_document" "no_listing_of_versions" {
  statement {
    sid       = "NoListingOfVersionsFromElsewhere"
    effect    = "Deny"
    actions   = ["s3:ListBucketVersions"]
    resources = ["arn:aws:s3:::${module.store.bucket_name}"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "StringNotEquals"
      variable = "aws:PrincipalAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

data "aws_caller_identity" "current" {}

output "store_uri" {
  description = "What `vhs --store` takes."
  value       = module.store.store_uri
}
