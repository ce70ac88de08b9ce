package dev.vhs.aws;

import dev.vhs.Variant;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.aws.s3.S3Connection;
import dev.vhs.aws.s3.S3ObjectStore;
import dev.vhs.aws.s3.S3ObjectStoreTest;
import dev.vhs.aws.sdk.ServiceClock;
import dev.vhs.spi.ObjectStore;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The tables and buckets of one test after the other, made when they are first asked for: one of
 * each for a variant. A static extension of a test class, whose tests share the clients.
 */
final class EmulatedHalves implements AfterEachCallback, AfterAllCallback {
  private @Nullable DynamoDbClient dynamoDb;
  private @Nullable S3Client s3;
  private final Map<Variant, String> tables = new EnumMap<>(Variant.class);
  private final Map<Variant, String> buckets = new EnumMap<>(Variant.class);

  DynamoDbClient dynamoDb() {
    if (dynamoDb == null) {
      dynamoDb = EmulatedAws.dynamoDb();
    }
    return dynamoDb;
  }

  S3Client s3() {
    if (s3 == null) {
      s3 = EmulatedAws.s3();
    }
    return s3;
  }

  String table(Variant variant) {
    return tables.computeIfAbsent(variant, key -> EmulatedAws.createTable(dynamoDb(), key));
  }

  /** The bucket of a store, which no other may share. */
  String bucket(Variant variant) {
    return buckets.computeIfAbsent(variant, key -> EmulatedAws.createBucket(s3()));
  }

  /** Objects in a bucket of this test, whose parts are small. */
  ObjectStore objects(Variant variant) {
    String name = bucket(variant);
    S3Connection connection =
        new S3Connection(this::s3, false, new ServiceClock(InstantSource.system()));
    return new LockedCreations(new S3ObjectStore(connection, name, S3ObjectStoreTest.SMALL_PARTS));
  }

  /** Removes what the test had. */
  @Override
  public void afterEach(ExtensionContext context) {
    tables.values().forEach(table -> EmulatedAws.deleteTable(dynamoDb(), table));
    tables.clear();
    buckets.values().forEach(bucket -> EmulatedAws.deleteBucket(s3(), bucket));
    buckets.clear();
  }

  /** Nested classes go on with the clients of the one around them. */
  @Override
  public void afterAll(ExtensionContext context) {
    if (context.getRequiredTestClass().getEnclosingClass() != null) {
      return;
    }
    if (dynamoDb != null) {
      dynamoDb.close();
      dynamoDb = null;
    }
    if (s3 != null) {
      s3.close();
      s3 = null;
    }
  }
}
