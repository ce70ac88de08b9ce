# The provider that the tests of the Terraform modules load from a mirror (build.yml makes it).
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}
