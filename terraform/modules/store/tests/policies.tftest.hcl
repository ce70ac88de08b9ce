# The provider itself, which makes policy documents without asking anybody.
provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

override_resource {
  target          = aws_dynamodb_table.table
  override_during = plan
  values = {
    arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/books"
  }
}

override_resource {
  target          = aws_s3_bucket.bucket
  override_during = plan
  values = {
    arn = "arn:aws:s3:::books"
  }
}

override_resource {
  target          = aws_iam_role.assumable_read_role
  override_during = plan
  values = {
    arn = "arn:aws:iam::123456789012:role/books-assumable_read_role"
  }
}

run "tls_only" {
  command = plan

  variables {
    tls_only                = true
    bucket_policy_documents = ["{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Own\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:DeleteBucket\",\"Resource\":\"arn:aws:s3:::books\"}]}"]
  }

  assert {
    condition = jsondecode(aws_s3_bucket_policy.policy[0].policy).Statement == [
      {
        Sid       = "Own"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:DeleteBucket"
        Resource  = "arn:aws:s3:::books"
      },
      {
        Sid       = "VhsTlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = ["arn:aws:s3:::books/*", "arn:aws:s3:::books"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
    error_message = "The policy is the user's statements, and that of TLS."
  }
}

run "readers_read_as_before" {
  command = plan

  variables {
    read_principals = ["arn:aws:iam::123456789012:root"]
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.read_role_policy[0].policy) == jsondecode(output.read_policy)
    error_message = "The role has the policy that it always had."
  }
}

run "readers_read_no_more_than_the_store_needs" {
  command = plan

  variables {
    read_principals           = ["arn:aws:iam::123456789012:root"]
    least_privilege_read_role = true
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.read_role_policy[0].policy) == jsondecode(output.store_read_policy)
    error_message = "The role has the narrow policy."
  }
}

run "lists_are_of_the_bucket" {
  command = plan

  assert {
    condition = anytrue([
      for statement in jsondecode(output.read_policy).Statement :
      statement.Action == "s3:List*" && statement.Resource == "arn:aws:s3:::books"
    ])
    error_message = "A missing object answers 404 only to who may list the bucket."
  }

  assert {
    condition     = !strcontains(output.read_policy, "books/\"") && !strcontains(output.full_access_policy, "books/\"")
    error_message = "No policy names the bucket with a slash at its end, which is nothing."
  }
}

run "no_key_no_permission_for_one" {
  command = plan

  assert {
    condition     = !strcontains(join("", [output.read_policy, output.full_access_policy, output.dynamodb_update_policy.json, output.store_write_policy, output.store_maintain_policy]), "kms:")
    error_message = "Without a key the policies don't speak of KMS."
  }
}

run "policies_allow_the_use_of_the_key" {
  command = plan

  variables {
    kms_key = { arn = "arn:aws:kms:eu-west-1:123456789012:key/k" }
  }

  assert {
    condition = alltrue([
      for policy in [output.read_policy, output.full_access_policy, output.dynamodb_update_policy.json, output.store_read_policy, output.store_write_policy, output.store_maintain_policy, output.store_provision_policy] :
      anytrue([for statement in jsondecode(policy).Statement : contains(flatten([statement.Action]), "kms:Decrypt") && statement.Resource == "arn:aws:kms:eu-west-1:123456789012:key/k"])
    ])
    error_message = "Who may read may decrypt, with that key."
  }
}

run "the_key_is_used_through_the_two_services_alone" {
  command = plan

  variables {
    kms_key = { arn = "arn:aws:kms:eu-west-1:123456789012:key/k" }
  }

  assert {
    condition = alltrue(flatten([
      for policy in [output.read_policy, output.full_access_policy, output.dynamodb_update_policy.json, output.store_read_policy, output.store_write_policy, output.store_maintain_policy, output.store_provision_policy] :
      [for statement in jsondecode(policy).Statement : can(statement.Condition.StringLike["kms:ViaService"]) || !strcontains(jsonencode(statement.Action), "kms:")]
    ]))
    error_message = "Nobody uses the key but by a request to the table or the bucket."
  }
}

run "writers_replace_no_object" {
  command = plan

  assert {
    condition = anytrue([
      for statement in jsondecode(output.store_write_policy).Statement :
      statement.Effect == "Deny" && statement.Action == "s3:PutObject" && statement.Resource == "arn:aws:s3:::books/*" && can(statement.Condition.Null["s3:if-none-match"]) && can(statement.Condition.Bool["s3:ObjectCreationOperation"])
    ])
    error_message = "Only an upload that creates an object is a writer's."
  }
}

run "policies_of_several_stores_merge" {
  command = plan

  variables {
    read_principals = ["arn:aws:iam::123456789012:root"]
    kms_key         = { arn = "arn:aws:kms:eu-west-1:123456789012:key/k" }
  }

  assert {
    condition = alltrue(flatten([
      for policy in [output.read_policy, output.full_access_policy, output.dynamodb_update_policy.json, output.store_read_policy, output.store_write_policy, output.store_maintain_policy, output.store_provision_policy] :
      [for statement in jsondecode(policy).Statement : !contains(keys(statement), "Sid")]
    ]))
    error_message = "A name that the statements of two stores share is an error, or one of them is lost."
  }
}

run "readers_of_one_organisation" {
  command = plan

  variables {
    read_principals   = ["arn:aws:iam::123456789012:root"]
    read_external_id  = "books-2026"
    read_organization = "o-a1b2c3d4e5"
  }

  assert {
    condition     = jsondecode(aws_iam_role.assumable_read_role[0].assume_role_policy).Statement[0].Condition == { StringEquals = { "sts:ExternalId" = "books-2026", "aws:PrincipalOrgID" = "o-a1b2c3d4e5" } }
    error_message = "Who assumes the role names the id, and is of the organisation."
  }
}

run "readers_of_any_organisation" {
  command = plan

  variables {
    read_principals = ["arn:aws:iam::123456789012:root"]
  }

  assert {
    condition     = !contains(keys(jsondecode(aws_iam_role.assumable_read_role[0].assume_role_policy).Statement[0]), "Condition") && aws_iam_role.assumable_read_role[0].permissions_boundary == null
    error_message = "The role is as it was."
  }
}

run "roles_are_made_with_their_boundary" {
  command = plan

  variables {
    read_principals      = ["arn:aws:iam::123456789012:root"]
    permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
  }

  assert {
    condition     = aws_iam_role.assumable_read_role[0].permissions_boundary == "arn:aws:iam::123456789012:policy/boundary"
    error_message = "The role has the boundary,"
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(output.store_provision_policy).Statement :
      try(statement.Condition.StringEquals["iam:PermissionsBoundary"], "") == "arn:aws:iam::123456789012:policy/boundary"
      if contains(flatten([statement.Action]), "iam:CreateRole") || contains(flatten([statement.Action]), "iam:PutRolePolicy")
    ])
    error_message = "and nobody makes one without."
  }
}
