mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{}"
    }
  }
}

run "every_version" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.table.hash_key == "id" && aws_dynamodb_table.table.range_key == "version"
    error_message = "A row for each version of an id."
  }

  assert {
    condition     = toset([for attribute in aws_dynamodb_table.table.attribute : "${attribute.name} ${attribute.type}"]) == toset(["id S", "version N"])
    error_message = "Ids are text, versions are numbers."
  }
}

run "newest_version" {
  command = plan

  variables {
    keep_every_version = false
  }

  assert {
    condition     = aws_dynamodb_table.table.hash_key == "id" && aws_dynamodb_table.table.range_key == null
    error_message = "A row for each id."
  }

  assert {
    condition     = [for attribute in aws_dynamodb_table.table.attribute : "${attribute.name} ${attribute.type}"] == ["id S"]
    error_message = "Only the key is an attribute."
  }
}

run "the_table_is_as_it_was" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.table.billing_mode == "PAY_PER_REQUEST"
    error_message = "Requests are paid for."
  }

  assert {
    condition     = aws_dynamodb_table.table.stream_enabled && aws_dynamodb_table.table.stream_view_type == "NEW_AND_OLD_IMAGES"
    error_message = "The stream has both images."
  }
}

run "the_table_is_protected" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.table.point_in_time_recovery[0].enabled && aws_dynamodb_table.table.deletion_protection_enabled
    error_message = "Point-in-time recovery and deletion protection are on."
  }
}
