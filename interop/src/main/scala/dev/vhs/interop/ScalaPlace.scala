package dev.vhs.interop

import software.amazon.awssdk.services.dynamodb.DynamoDbClient
import software.amazon.awssdk.services.s3.S3Client

/** Where a store of the Scala client is. */
final case class ScalaPlace(
  dynamoDb: DynamoDbClient,
  s3: S3Client,
  table: String,
  bucket: String,
  prefix: String
)
