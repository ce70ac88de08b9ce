# The resources are in the inner module, which only an apply shows here: through the outputs.
mock_provider "aws" {
  mock_resource "aws_dynamodb_table" {
    defaults = {
      arn        = "arn:aws:dynamodb:eu-west-1:123456789012:table/books"
      stream_arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/books/stream/2026"
    }
  }

  mock_resource "aws_s3_bucket" {
    defaults = {
      arn = "arn:aws:s3:::books"
    }
  }

  mock_resource "aws_iam_role" {
    defaults = {
      arn = "arn:aws:iam::123456789012:role/books-assumable_read_role"
    }
  }

  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{}"
    }
  }
}

variables {
  name = "books"
}

run "a_name_is_enough" {
  assert {
    condition     = output.table_name == "books" && output.table_arn == "arn:aws:dynamodb:eu-west-1:123456789012:table/books"
    error_message = "The table."
  }

  assert {
    condition     = output.table_stream_arn == "arn:aws:dynamodb:eu-west-1:123456789012:table/books/stream/2026"
    error_message = "The stream."
  }

  assert {
    condition     = output.bucket_arn == "arn:aws:s3:::books"
    error_message = "The bucket."
  }

  assert {
    condition     = output.assumable_read_role == ""
    error_message = "No role is an empty text, not null."
  }

  assert {
    condition     = output.dynamodb_update_policy.json == "{}" && can(output.dynamodb_update_policy.statement)
    error_message = "dynamodb_update_policy is the document as a whole."
  }
}

run "readers_have_a_role" {
  variables {
    read_principals = ["arn:aws:iam::123456789012:root"]
  }

  assert {
    condition     = output.assumable_read_role == "arn:aws:iam::123456789012:role/books-assumable_read_role"
    error_message = "The role's ARN."
  }
}

run "days_are_not_negative" {
  command = plan

  variables {
    abort_stale_uploads_after_days = -1
  }

  expect_failures = [var.abort_stale_uploads_after_days]
}

run "noncurrent_versions_are_kept_a_day_at_least" {
  command = plan

  variables {
    keep_noncurrent_versions_days = 0
  }

  expect_failures = [var.keep_noncurrent_versions_days]
}

run "billing_modes_are_two" {
  command = plan

  variables {
    billing_mode = "FREE"
  }

  expect_failures = [var.billing_mode]
}
