package dev.vhs.aws.emulated;

import dev.vhs.Variant;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import dev.vhs.testkit.emulators.S3Emulator;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Clients, tables and buckets on the emulators. */
public final class EmulatedAws {
  public static final Region REGION = Region.US_EAST_1;

  public static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  private EmulatedAws() {}

  /** A client of the emulator, to be closed by the caller. */
  public static DynamoDbClient dynamoDb() {
    return dynamoDb(DynamoDbEmulator.endpoint()).build();
  }

  /** A client of what listens at an endpoint, such as a faulty one before the emulator. */
  public static DynamoDbClientBuilder dynamoDb(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(REGION)
        .credentialsProvider(CREDENTIALS);
  }

  /** A client of the emulator, to be closed by the caller. */
  public static S3Client s3() {
    return s3(S3Emulator.endpoint()).build();
  }

  /** A client of what listens at an endpoint, such as a faulty one before the emulator. */
  public static S3ClientBuilder s3(URI endpoint) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(REGION)
        .credentialsProvider(CREDENTIALS)
        .forcePathStyle(true);
  }

  /** A name that no other table or bucket has. */
  public static String freshName() {
    return "vhs-" + UUID.randomUUID();
  }

  /** Creates an empty table that can be used at once, and gives its name. */
  public static String createTable(DynamoDbClient client, Variant variant) {
    String name = freshName();
    createTable(client, name, variant);
    return name;
  }

  /** Creates an empty table that can be used at once. */
  public static void createTable(DynamoDbClient client, String name, Variant variant) {
    List<AttributeDefinition> attributes = new ArrayList<>();
    List<KeySchemaElement> keys = new ArrayList<>();
    attributes.add(attribute("id", ScalarAttributeType.S));
    keys.add(key("id", KeyType.HASH));
    if (variant == Variant.MULTI) {
      attributes.add(attribute("version", ScalarAttributeType.N));
      keys.add(key("version", KeyType.RANGE));
    }
    client.createTable(
        table ->
            table
                .tableName(name)
                .attributeDefinitions(attributes)
                .keySchema(keys)
                .billingMode(BillingMode.PAY_PER_REQUEST));
    client.waiter().waitUntilTableExists(table -> table.tableName(name));
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  public static void deleteTable(DynamoDbClient client, String name) {
    client.deleteTable(table -> table.tableName(name));
  }

  /** Creates an empty bucket, and gives its name. */
  public static String createBucket(S3Client client) {
    String name = freshName();
    client.createBucket(bucket -> bucket.bucket(name));
    return name;
  }

  /** Deletes a bucket with all that is in it, uploads that were never finished included. */
  public static void deleteBucket(S3Client client, String name) {
    client
        .listMultipartUploadsPaginator(uploads -> uploads.bucket(name))
        .uploads()
        .forEach(
            upload ->
                client.abortMultipartUpload(
                    abort -> abort.bucket(name).key(upload.key()).uploadId(upload.uploadId())));
    client
        .listObjectsV2Paginator(objects -> objects.bucket(name))
        .forEach(
            page -> {
              List<ObjectIdentifier> keys =
                  page.contents().stream()
                      .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                      .toList();
              if (!keys.isEmpty()) {
                client.deleteObjects(
                    delete -> delete.bucket(name).delete(objects -> objects.objects(keys)));
              }
            });
    client.deleteBucket(bucket -> bucket.bucket(name));
  }
}
