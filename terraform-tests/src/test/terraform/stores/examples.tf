# What the modules' folders show, as it is but for the providers, which the tests take out.

module "single_hardened" {
  source = "./terraform/single-version-store/examples/hardened"

  bucket_name_prefix = "example-"
  read_principals    = ["arn:aws:iam::123456789012:root"]
}

module "multi_basic" {
  source = "./terraform/multi-version-store/examples/basic"

  bucket_name_prefix = "example-"
}
