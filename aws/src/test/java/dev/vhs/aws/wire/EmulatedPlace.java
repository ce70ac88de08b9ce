package dev.vhs.aws.wire;

import dev.vhs.NoVersionExists;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.Vhs;
import dev.vhs.aws.AwsBackend;
import dev.vhs.aws.dynamo.DynamoPointerIndex;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.aws.s3.S3Connection;
import dev.vhs.aws.s3.S3ObjectStore;
import dev.vhs.aws.s3.TransferSettings;
import dev.vhs.aws.sdk.Repetitions;
import dev.vhs.aws.sdk.ServiceClock;
import dev.vhs.spi.Backend;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A new table and a new bucket on the emulators, seen by clients whose way has no faults. Closing
 * it removes both.
 */
public final class EmulatedPlace implements AutoCloseable {
  private static final int MANY_ROWS = 1_000;

  private final Variant variant;
  private final DynamoDbClient dynamoDb = EmulatedAws.dynamoDb();
  private final S3Client s3 = EmulatedAws.s3();
  private final String table;
  private final String bucket;
  private final Backend backend;
  private final Vhs vhs;

  public EmulatedPlace(Variant variant) {
    this.variant = variant;
    this.table = EmulatedAws.createTable(dynamoDb, variant);
    this.bucket = EmulatedAws.createBucket(s3);
    this.backend = backend(dynamoDb, s3);
    this.vhs = Vhs.builder(backend).open();
  }

  Variant variant() {
    return variant;
  }

  public DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  public S3Client s3() {
    return s3;
  }

  public String table() {
    return table;
  }

  public String bucket() {
    return bucket;
  }

  /** Returns the backend of the store in this place, by clients whose way may have faults. */
  public Backend backend(DynamoDbClient toDynamoDb, S3Client toS3) {
    return AwsBackend.builder(table, bucket).dynamoDb(toDynamoDb).s3(toS3).open();
  }

  /**
   * Returns the backend of the store in this place.
   *
   * @param lane the way to it, which may have faults
   * @param repetitions the budget for repeating writes
   */
  Backend backend(WireLane lane, Repetitions repetitions) {
    InstantSource clock = InstantSource.system();
    S3Connection connection =
        new S3Connection(lane::s3, false, new ServiceClock(clock), repetitions);
    return new Backend(
        DynamoPointerIndex.open(lane.dynamoDb(), table, clock, repetitions),
        new S3ObjectStore(connection, bucket, TransferSettings.of(16)),
        "",
        "wire");
  }

  /** Opens the store in this place; the caller closes it. */
  Vhs open() {
    return Vhs.builder(backend(dynamoDb, s3)).reclaimBeforeReturning(true).open();
  }

  /** Returns all rows of an id, the oldest first. */
  List<Row> rows(String id) {
    return backend
        .index()
        .page(PageRequest.oldestFirst(id, MANY_ROWS), RequestContext.unlimited())
        .rows();
  }

  /** Returns the facts of all versions of an id, the oldest first. */
  List<VersionInfo> versions(String id) {
    try (Stream<VersionInfo> history = vhs.streams().history(id)) {
      List<VersionInfo> versions = new ArrayList<>(history.toList());
      Collections.reverse(versions);
      return versions;
    } catch (NoVersionExists none) {
      return List.of();
    }
  }

  /** Returns the keys of all objects with a prefix. */
  Set<String> keys(String prefix) {
    Set<String> keys = new TreeSet<>();
    s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
        .contents()
        .forEach(object -> keys.add(object.key()));
    return keys;
  }

  /** Returns the number of open uploads to keys with a prefix. */
  long openUploads(String prefix) {
    return s3
        .listMultipartUploadsPaginator(list -> list.bucket(bucket).prefix(prefix))
        .uploads()
        .stream()
        .count();
  }

  @Override
  public void close() {
    vhs.close();
    EmulatedAws.deleteTable(dynamoDb, table);
    EmulatedAws.deleteBucket(s3, bucket);
    dynamoDb.close();
    s3.close();
  }
}
