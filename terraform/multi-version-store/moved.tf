# Where the state of terraform-aws-vhs has them.

moved {
  from = aws_dynamodb_table.table
  to   = module.store.aws_dynamodb_table.table
}

moved {
  from = aws_s3_bucket.bucket
  to   = module.store.aws_s3_bucket.bucket
}

moved {
  from = aws_iam_role.assumable_read_role
  to   = module.store.aws_iam_role.assumable_read_role
}

moved {
  from = aws_iam_role_policy.read_role_policy
  to   = module.store.aws_iam_role_policy.read_role_policy
}
