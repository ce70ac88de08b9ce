package dev.vhs.interop;

import dev.vhs.Compatibility;
import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.VhsBuilder;
import dev.vhs.aws.AwsBackend;
import dev.vhs.spi.Backend;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import dev.vhs.testkit.emulators.FaultyEndpoint;
import dev.vhs.testkit.emulators.S3Emulator;
import dev.vhs.testkit.emulators.WireLog;
import dev.vhs.testkit.emulators.WireScript;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
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

/**
 * A fresh table and a fresh bucket of one name on the emulators, which both clients use. Requests
 * pass a proxy each on their way, which counts them.
 */
final class SharedStore implements AutoCloseable {
  /** The prefix of the objects' keys. */
  static final String PREFIX = "shared/books";

  private static final int CONNECTIONS = 64;

  private final Variant variant;
  private final String name = "interop-" + UUID.randomUUID();
  private final WireLog log = new WireLog();
  private final WireScript script = new WireScript();
  private final FaultyEndpoint dynamoDbEndpoint;
  private final FaultyEndpoint s3Endpoint;
  private final DynamoDbClient dynamoDb;
  private final S3Client s3;
  private final List<Vhs> opened = new ArrayList<>();

  private SharedStore(Variant variant) {
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    this.variant = variant;
    this.dynamoDbEndpoint = FaultyEndpoint.before(DynamoDbEmulator.endpoint(), script, log);
    this.s3Endpoint = FaultyEndpoint.before(S3Emulator.endpoint(), script, log);
    this.dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(dynamoDbEndpoint.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .httpClientBuilder(Apache5HttpClient.builder().maxConnections(CONNECTIONS))
            .build();
    this.s3 =
        S3Client.builder()
            .endpointOverride(s3Endpoint.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .forcePathStyle(true)
            .httpClientBuilder(Apache5HttpClient.builder().maxConnections(CONNECTIONS))
            .build();
  }

  static SharedStore create(Variant variant) {
    SharedStore store = new SharedStore(variant);
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

  /** Returns the table's name, and the bucket's. */
  String name() {
    return name;
  }

  DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  /** Returns the log of all requests of both clients. */
  WireLog log() {
    return log;
  }

  /** Returns the script that decides the fate of requests. */
  WireScript script() {
    return script;
  }

  /** Lets time pass for both services. */
  void elapse(Duration time) {
    dynamoDbEndpoint.clockDiffersBy(time);
    s3Endpoint.clockDiffersBy(time);
  }

  /** Returns our client, which finds out by itself whose the table is. */
  Vhs vhs() {
    return open(Vhs.builder(backend()));
  }

  /** Returns our client, which shares the table from the first write on. */
  Vhs compatibleVhs() {
    return vhs(Compatibility.SCALA);
  }

  /** Returns our client, which insists on a format. */
  Vhs vhs(Compatibility format) {
    return vhs(format, builder -> builder);
  }

  /** Returns our client, which insists on a format and has other settings. */
  Vhs vhs(Compatibility format, UnaryOperator<VhsBuilder> settings) {
    return open(settings.apply(Vhs.builder(backend()).compatibility(format)));
  }

  Backend backend() {
    return AwsBackend.builder(name, name).prefix(PREFIX).dynamoDb(dynamoDb).s3(s3).open();
  }

  private Vhs open(VhsBuilder builder) {
    Vhs vhs = builder.open();
    opened.add(vhs);
    return vhs;
  }

  /** Returns the URI by which the command line opens our client of this store. */
  String uri() {
    return "aws:%s/%s/%s?region=us-east-1&path-style=true&endpoint-dynamodb=%s&endpoint-s3=%s"
        .formatted(name, name, PREFIX, option(dynamoDbEndpoint.uri()), option(s3Endpoint.uri()));
  }

  private static String option(URI uri) {
    return URLEncoder.encode(uri.toString(), StandardCharsets.UTF_8);
  }

  /** Returns the Scala client with texts for values. */
  ScalaVhs<String> scalaTexts() {
    return ScalaVhs.texts(variant, place());
  }

  /** Returns the Scala client with a case class for values, kept as JSON. */
  ScalaVhs<ScalaBook> scalaBooks() {
    return ScalaVhs.books(variant, place());
  }

  private ScalaPlace place() {
    return new ScalaPlace(dynamoDb, s3, name, name, PREFIX);
  }

  /** Returns the items of an id, in order of version. */
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

  /** Returns the keys of all objects but the store's own. */
  List<String> keys() {
    return s3.listObjectsV2Paginator(list -> list.bucket(name)).contents().stream()
        .map(S3Object::key)
        .filter(key -> !key.startsWith(PREFIX + "/.vhs/"))
        .toList();
  }

  ResponseBytes<GetObjectResponse> object(String key) {
    return s3.getObjectAsBytes(get -> get.bucket(name).key(key));
  }

  /** Puts an object of another program, and returns its key. */
  String putObject(String key, String text) {
    s3.putObject(put -> put.bucket(name).key(key), RequestBody.fromString(text));
    return key;
  }

  void deleteObject(String key) {
    s3.deleteObject(delete -> delete.bucket(name).key(key));
  }

  @Override
  public void close() {
    opened.forEach(Vhs::close);
    dynamoDb.close();
    s3.close();
    dynamoDbEndpoint.close();
    s3Endpoint.close();
  }
}
