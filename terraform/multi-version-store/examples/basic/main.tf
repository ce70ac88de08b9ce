# A store of every version of each id, and a role of an application that writes to it.

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

module "store" {
  source = "../.."

  name               = "articles"
  bucket_name_prefix = var.bucket_name_prefix
  tags               = { Service = "catalogue" }
}

resource "aws_iam_role" "application" {
  name_prefix = "articles-application-"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "application" {
  role   = aws_iam_role.application.id
  policy = module.store.store_write_policy
}

output "store_uri" {
  description = "What `vhs --store` takes."
  value       = module.store.store_uri
}
