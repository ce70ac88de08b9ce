# All stores that the tests make: one apply, since each waits for a minute for S3 to settle.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "endpoint" {
  type = string
}

provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "test"
  secret_key                  = "test"
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true

  endpoints {
    dynamodb = var.endpoint
    iam      = var.endpoint
    kms      = var.endpoint
    s3       = var.endpoint
    sts      = var.endpoint
  }
}

# Where a bucket could have an underscore in its name until 2018.
provider "aws" {
  alias                       = "us_east_1"
  region                      = "us-east-1"
  access_key                  = "test"
  secret_key                  = "test"
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true

  endpoints {
    dynamodb = var.endpoint
    iam      = var.endpoint
    s3       = var.endpoint
    sts      = var.endpoint
  }
}

# Stores of users, before their upgrade and after: the tests change the sources.

module "single" {
  source             = "./legacy/v4"
  keep_every_version = false

  providers = { aws = aws.us_east_1 }

  name               = "Big_Store"
  table_name_prefix  = "org-"
  bucket_name_prefix = "org-"
  tags               = { Team = "digital" }
}

module "single_readers" {
  source             = "./legacy/v4"
  keep_every_version = false

  name            = "single-readers"
  table_name      = "vhs-single"
  bucket_name     = "vhs-single-objects"
  read_principals = ["arn:aws:iam::123456789012:root"]
}

module "multi" {
  source             = "./legacy/v4"
  keep_every_version = true

  name                         = "multi"
  cycle_objects_to_standard_ia = false
}

module "multi_readers" {
  source             = "./legacy/v4"
  keep_every_version = true

  name            = "multi-readers"
  read_principals = ["arn:aws:iam::123456789012:root"]
}

module "hash" {
  source = "./legacy/v3"

  name            = "hash"
  read_principals = ["arn:aws:iam::123456789012:root"]
}

resource "aws_s3_bucket_policy" "own" {
  provider = aws.us_east_1

  bucket = module.single.bucket_name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Own"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::123456789012:root" }
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::${module.single.bucket_name}/*"
    }]
  })
}

output "stores" {
  value = {
    single         = module.single
    single_readers = module.single_readers
    multi          = module.multi
    multi_readers  = module.multi_readers
  }
}
