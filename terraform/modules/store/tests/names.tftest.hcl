mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{}"
    }
  }
}

variables {
  name = "Big_Store"
}

run "names_are_prefix_and_name" {
  command = plan

  variables {
    name               = "Big-Store"
    table_name_prefix  = "Org-"
    bucket_name_prefix = "org-"
    read_principals    = ["arn:aws:iam::123456789012:root"]
    tags               = { Name = "theirs", Team = "digital" }
  }

  assert {
    condition     = aws_dynamodb_table.table.name == "Org-Big-Store"
    error_message = "A table is named by prefix and name, as they are written."
  }

  assert {
    condition     = aws_s3_bucket.bucket.bucket == "org-big-store"
    error_message = "A bucket is named by prefix and name in lower case."
  }

  assert {
    condition     = aws_iam_role.assumable_read_role[0].name == "Big-Store-assumable_read_role"
    error_message = "The role is named by the name, without prefix."
  }

  assert {
    condition     = aws_dynamodb_table.table.tags == tomap({ Name = "Org-Big-Store", Team = "digital" })
    error_message = "The table has the tags, and its own name as Name."
  }

  assert {
    condition     = aws_s3_bucket.bucket.tags == tomap({ Name = "theirs", Team = "digital" })
    error_message = "The bucket has the tags as they are."
  }
}

run "whole_names_override" {
  command = plan

  variables {
    table_name_prefix  = "ignored-"
    bucket_name_prefix = "ignored-"
    table_name         = "Table"
    bucket_name        = "a-bucket"
  }

  assert {
    condition     = aws_dynamodb_table.table.name == "Table" && aws_s3_bucket.bucket.bucket == "a-bucket"
    error_message = "table_name and bucket_name are taken as they are."
  }
}

run "a_name_of_before_2018_is_a_warning" {
  command = plan

  expect_failures = [check.bucket_name]

  assert {
    condition     = aws_s3_bucket.bucket.bucket == "big_store"
    error_message = "The name of a bucket that may be there already stays."
  }
}

run "a_name_of_before_2018_is_an_error_if_asked_for" {
  command = plan

  variables {
    validate_bucket_name = true
  }

  expect_failures = [aws_s3_bucket.bucket, check.bucket_name]
}

run "two_dots_in_a_row" {
  command = plan

  variables {
    bucket_name = "a..b"
  }

  expect_failures = [check.bucket_name]
}

run "an_ip_address" {
  command = plan

  variables {
    bucket_name = "192.168.0.1"
  }

  expect_failures = [check.bucket_name]
}

run "a_dash_at_the_end" {
  command = plan

  variables {
    bucket_name = "books-"
  }

  expect_failures = [check.bucket_name]
}

run "a_reserved_prefix" {
  command = plan

  variables {
    bucket_name = "xn--books"
  }

  expect_failures = [check.bucket_name]
}

run "a_reserved_suffix" {
  command = plan

  variables {
    bucket_name = "books-s3alias"
  }

  expect_failures = [check.bucket_name]
}

run "valid_names_pass_where_names_are_checked" {
  command = plan

  variables {
    bucket_name          = "0.books-of-1"
    validate_bucket_name = true
  }

  assert {
    condition     = aws_s3_bucket.bucket.bucket == "0.books-of-1"
    error_message = "Dots, digits and dashes are fine."
  }
}
