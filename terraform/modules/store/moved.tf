# In terraform-aws-vhs v3 the role was there always, and so without an index.

moved {
  from = aws_iam_role.assumable_read_role
  to   = aws_iam_role.assumable_read_role[0]
}

moved {
  from = aws_iam_role_policy.read_role_policy
  to   = aws_iam_role_policy.read_role_policy[0]
}
