package dev.vhs.aws;

import dev.vhs.Variant;
import dev.vhs.spi.ObjectStore;
import dev.vhs.testkit.VersionedStoreContract;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Stores of which a half or both are emulated services: each test has tables and a bucket of its
 * own, as far as it needs them. The services' clocks are the real ones, which no test moves.
 */
abstract class AwsStoreContract extends VersionedStoreContract {
  private static DynamoDbClient dynamoDb;
  private static S3Client s3;

  private final Map<Variant, String> tables = new EnumMap<>(Variant.class);
  private final Map<Variant, String> buckets = new EnumMap<>(Variant.class);

  @BeforeAll
  static void connect() {
    dynamoDb = EmulatedAws.dynamoDb();
    s3 = EmulatedAws.s3();
  }

  @AfterAll
  static void disconnect() {
    dynamoDb.close();
    s3.close();
  }

  @AfterEach
  void remove() {
    tables.values().forEach(table -> EmulatedAws.deleteTable(dynamoDb, table));
    tables.clear();
    buckets.values().forEach(bucket -> EmulatedAws.deleteBucket(s3, bucket));
    buckets.clear();
  }

  final DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  final S3Client s3() {
    return s3;
  }

  final String table(Variant variant) {
    return tables.computeIfAbsent(variant, key -> EmulatedAws.createTable(dynamoDb, key));
  }

  /** The bucket of a store, which no other may share. */
  final String bucket(Variant variant) {
    return buckets.computeIfAbsent(variant, key -> EmulatedAws.createBucket(s3));
  }

  /** Objects in a bucket of this test, whose parts are small. */
  final ObjectStore objects(Variant variant) {
    String name = bucket(variant);
    S3Connection connection =
        new S3Connection(() -> s3, false, new ServiceClock(InstantSource.system()));
    return new LockedCreations(new S3ObjectStore(connection, name, S3ObjectStoreTest.SMALL_PARTS));
  }

  @Override
  protected final boolean takesClock() {
    return false;
  }

  @Override
  protected long largeValueBytes() {
    return Attack.on() ? 64L << 20 : 24L << 20;
  }

  @Override
  protected int manyRows() {
    return Attack.on() ? 1_100 : 40;
  }

  @Override
  protected int writers() {
    return Attack.on() ? 8 : 4;
  }

  @Override
  protected int writesOfEach() {
    return Attack.on() ? 25 : 4;
  }
}
