mock_provider "aws" {}

variables {
  name = "books"
}
