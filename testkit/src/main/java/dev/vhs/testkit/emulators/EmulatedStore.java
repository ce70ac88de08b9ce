package dev.vhs.testkit.emulators;

import dev.vhs.Variant;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * An empty table and an empty bucket of their own on the emulators, for one store, which is opened
 * by {@link #uri()} and needs {@code dev.vhs:vhs-aws}. Closing it removes both with all that is in
 * them; the store must have been closed.
 *
 * <p>The store takes its credentials where the AWS SDK finds them. The emulators take any, but
 * there must be some: where neither the system property {@code aws.accessKeyId} nor the variable
 * {@code AWS_ACCESS_KEY_ID} is set, the system properties {@code aws.accessKeyId} and {@code
 * aws.secretAccessKey} are set for the whole JVM, to what AWS refuses.
 */
public final class EmulatedStore implements AutoCloseable {
  private static final String REGION = "us-east-1";

  private final String name = "vhs-" + UUID.randomUUID();
  private final URI dynamoDb = DynamoDbEmulator.endpoint();
  private final URI s3 = S3Emulator.endpoint();

  private EmulatedStore() {}

  /**
   * Creates table and bucket, and starts the emulators where that has not been done.
   *
   * @throws org.opentest4j.TestAbortedException if an emulator is not on the class path
   */
  public static EmulatedStore create(Variant variant) {
    EmulatedStore store = new EmulatedStore();
    EmulatorHttp.send(DynamoDbHttp.request(store.dynamoDb, "CreateTable", store.table(variant)));
    EmulatorHttp.send(EmulatorHttp.to(store.bucket()).PUT(BodyPublishers.noBody()).build());
    setCredentials();
    return store;
  }

  private String table(Variant variant) {
    String range = variant == Variant.MULTI ? ",{'AttributeName':'version','KeyType':'RANGE'}" : "";
    String number =
        variant == Variant.MULTI ? ",{'AttributeName':'version','AttributeType':'N'}" : "";
    return """
    {'TableName':'%s','BillingMode':'PAY_PER_REQUEST',
     'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}%s],
     'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}%s]}
    """
        .formatted(name, range, number)
        .replace('\'', '"');
  }

  private URI bucket() {
    return s3.resolve("/" + name);
  }

  private static void setCredentials() {
    if (System.getProperty("aws.accessKeyId") == null
        && System.getenv("AWS_ACCESS_KEY_ID") == null) {
      System.setProperty("aws.accessKeyId", "test");
      System.setProperty("aws.secretAccessKey", "test");
    }
  }

  /** Returns the store's URI, as {@link dev.vhs.Vhs#open} takes it. */
  public String uri() {
    return uri(dynamoDb, s3);
  }

  /**
   * Returns the store's URI by way of other endpoints, such as faulty ones before the emulators.
   */
  public String uri(URI dynamoDbEndpoint, URI s3Endpoint) {
    return "aws:%s/%s?region=%s&path-style=true&endpoint-dynamodb=%s&endpoint-s3=%s"
        .formatted(name, name, REGION, escaped(dynamoDbEndpoint), escaped(s3Endpoint));
  }

  private static String escaped(URI endpoint) {
    return URLEncoder.encode(endpoint.toString(), StandardCharsets.UTF_8);
  }

  /** Returns the name of the table, and of the bucket. */
  public String name() {
    return name;
  }

  @Override
  public void close() {
    EmulatorHttp.send(
        DynamoDbHttp.request(dynamoDb, "DeleteTable", "{\"TableName\":\"" + name + "\"}"));
    new EmulatedBucket(bucket()).remove();
  }
}
