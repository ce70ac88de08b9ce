package dev.vhs.interop;

import dev.vhs.Variant;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import dev.vhs.testkit.emulators.S3Emulator;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A fresh table and a fresh bucket of one name on the emulators, which both clients use. */
final class SharedStore implements AutoCloseable {
  /** What the keys of objects begin with. */
  static final String PREFIX = "shared/books";

  private static final int CONNECTIONS = 64;

  private final Variant variant;
  private final String name = "interop-" + UUID.randomUUID();
  private final DynamoDbClient dynamoDb;
  private final S3Client s3;

  private SharedStore(Variant variant, URI dynamoDb, URI s3) {
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    this.variant = variant;
    this.dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(dynamoDb)
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .httpClientBuilder(Apache5HttpClient.builder().maxConnections(CONNECTIONS))
            .build();
    this.s3 =
        S3Client.builder()
            .endpointOverride(s3)
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .forcePathStyle(true)
            .httpClientBuilder(Apache5HttpClient.builder().maxConnections(CONNECTIONS))
            .build();
  }

  static SharedStore create(Variant variant) {
    return create(variant, DynamoDbEmulator.endpoint(), S3Emulator.endpoint());
  }

  /** One whose requests go to those endpoints, which are before the emulators. */
  static SharedStore create(Variant variant, URI dynamoDb, URI s3) {
    SharedStore store = new SharedStore(variant, dynamoDb, s3);
    store.createTable();
    store.s3.createBucket(bucket -> bucket.bucket(store.name));
    return store;
  }

  private void createTable() {
    List<AttributeDefinition> attributes = new ArrayList<>();
    List<KeySchemaElement> keys = new ArrayList<>();
    attributes.add(attribute("id", ScalarAttributeType.S));
    keys.add(key("id", KeyType.HASH));
    if (variant == Variant.MULTI) {
      attributes.add(attribute("version", ScalarAttributeType.N));
      keys.add(key("version", KeyType.RANGE));
    }
    dynamoDb.createTable(
        table ->
            table
                .tableName(name)
                .attributeDefinitions(attributes)
                .keySchema(keys)
                .billingMode(BillingMode.PAY_PER_REQUEST));
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  /** The table's name, and the bucket's. */
  String name() {
    return name;
  }

  DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  S3Client s3() {
    return s3;
  }

  /** The Scala client with texts for values. */
  ScalaVhs<String> scalaTexts() {
    return ScalaVhs.texts(variant, place());
  }

  /** The Scala client with a case class for values, kept as JSON. */
  ScalaVhs<ScalaBook> scalaBooks() {
    return ScalaVhs.books(variant, place());
  }

  private ScalaPlace place() {
    return new ScalaPlace(dynamoDb, s3, name, name, PREFIX);
  }

  /** The items of an id, in order of version. */
  List<Map<String, AttributeValue>> items(String id) {
    return dynamoDb
        .query(
            query ->
                query
                    .tableName(name)
                    .keyConditionExpression("id = :id")
                    .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(id)))
                    .consistentRead(true))
        .items();
  }

  void putItem(Map<String, AttributeValue> item) {
    dynamoDb.putItem(put -> put.tableName(name).item(item));
  }

  /** The keys of all objects but the store's own. */
  List<String> keys() {
    return s3.listObjectsV2Paginator(list -> list.bucket(name)).contents().stream()
        .map(S3Object::key)
        .filter(key -> !key.startsWith(PREFIX + "/.vhs/"))
        .toList();
  }

  ResponseBytes<GetObjectResponse> object(String key) {
    return s3.getObjectAsBytes(get -> get.bucket(name).key(key));
  }

  @Override
  public void close() {
    dynamoDb.close();
    s3.close();
  }
}
