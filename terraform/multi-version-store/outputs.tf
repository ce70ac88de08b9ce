# These are the outputs of terraform-aws-vhs.

output "table_name" {
  description = "Name of the table."
  value       = module.store.table_name
}

output "table_arn" {
  description = "ARN of the table."
  value       = module.store.table_arn
}

output "table_stream_arn" {
  description = "ARN of the table's stream."
  value       = module.store.table_stream_arn
}

output "bucket_name" {
  description = "Name of the bucket."
  value       = module.store.bucket_name
}

output "bucket_arn" {
  description = "ARN of the bucket."
  value       = module.store.bucket_arn
}

output "assumable_read_role" {
  description = "ARN of the role of `read_principals`; empty without any."
  value       = module.store.assumable_read_role
}

output "read_policy" {
  description = "JSON of a policy to read table and bucket, as wide as terraform-aws-vhs has it; prefer `store_read_policy`."
  value       = module.store.read_policy
}

output "full_access_policy" {
  description = "JSON of a policy to do everything in table and bucket, as wide as terraform-aws-vhs has it; prefer `store_write_policy` and `store_maintain_policy`."
  value       = module.store.full_access_policy
}

output "dynamodb_update_policy" {
  description = "Policy document (`.json` is its text) to update the table."
  value       = module.store.dynamodb_update_policy
}

# These are new.

output "store_read_policy" {
  description = "JSON of the policy of a reader: reads, histories, listings, `vhs verify`."
  value       = module.store.store_read_policy
}

output "store_write_policy" {
  description = "JSON of the policy of a writer: all that a reader may, and every write."
  value       = module.store.store_write_policy
}

output "store_maintain_policy" {
  description = "JSON of the policy of an operator: all that a reader may, and `vhs gc`, `prune`, `purge`, `adopt`, `verify --repair`."
  value       = module.store.store_maintain_policy
}

output "store_provision_policy" {
  description = "JSON of the policy to create, compare and remove the store with `vhs provision`; Terraform itself reads more."
  value       = module.store.store_provision_policy
}

output "store_uri" {
  description = "The store's URI: `vhs --store …`, `Vhs.open(…)`."
  value       = module.store.store_uri
}
