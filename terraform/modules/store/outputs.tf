output "table_name" {
  value = aws_dynamodb_table.table.name
}

output "table_arn" {
  value = aws_dynamodb_table.table.arn
}

output "table_stream_arn" {
  value = aws_dynamodb_table.table.stream_arn
}

output "bucket_name" {
  value = aws_s3_bucket.bucket.id
}

output "bucket_arn" {
  value = aws_s3_bucket.bucket.arn
}

output "assumable_read_role" {
  value = join("", local.read_role_arns)
}

output "read_policy" {
  value = data.aws_iam_policy_document.read.json
}

output "full_access_policy" {
  value = data.aws_iam_policy_document.full_access.json
}

output "dynamodb_update_policy" {
  value = data.aws_iam_policy_document.dynamodb_update
}

output "store_read_policy" {
  value = data.aws_iam_policy_document.store_read.json
}

output "store_write_policy" {
  value = data.aws_iam_policy_document.store_write.json
}

output "store_maintain_policy" {
  value = data.aws_iam_policy_document.store_maintain.json
}

output "store_provision_policy" {
  value = data.aws_iam_policy_document.store_provision.json
}

output "store_uri" {
  value = "aws:${aws_dynamodb_table.table.name}/${aws_s3_bucket.bucket.id}"
}
