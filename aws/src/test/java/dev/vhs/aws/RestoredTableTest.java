package dev.vhs.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.Problem;
import dev.vhs.RetentionPolicy;
import dev.vhs.StoreMismatch;
import dev.vhs.SweepOptions;
import dev.vhs.Variant;
import dev.vhs.VerifyOptions;
import dev.vhs.VerifyReport;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.spi.Backend;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/**
 * The runbook's chapter about a table that was restored to a point in time, with a versioned
 * bucket: a restore creates a new table with the items of that moment.
 */
class RestoredTableTest {
  private static final byte[] LARGE = new byte[10_000];

  private DynamoDbClient dynamoDb;
  private S3Client s3;
  private String table;
  private String restored;
  private String bucket;

  @BeforeEach
  void create() {
    dynamoDb = EmulatedAws.dynamoDb();
    s3 = EmulatedAws.s3();
    table = EmulatedAws.createTable(dynamoDb, Variant.MULTI);
    restored = EmulatedAws.createTable(dynamoDb, Variant.MULTI);
    bucket = EmulatedAws.createBucket(s3);
    s3.putBucketVersioning(
        put ->
            put.bucket(bucket)
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
  }

  @AfterEach
  void remove() {
    EmulatedAws.deleteTable(dynamoDb, table);
    EmulatedAws.deleteTable(dynamoDb, restored);
    EmulatedAws.deleteBucket(s3, bucket);
    dynamoDb.close();
    s3.close();
  }

  private Vhs open(String name) {
    return Vhs.builder(
            new Backend(
                AwsBackend.index(dynamoDb, name),
                AwsBackend.objects(s3, bucket),
                "p",
                "aws:" + name))
        .reclaimBeforeReturning(true)
        .open();
  }

  /** Does what point-in-time recovery does: copies the present items to a new table. */
  private void restore() {
    dynamoDb
        .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
        .items()
        .forEach(item -> dynamoDb.putItem(put -> put.tableName(restored).item(item)));
  }

  @Test
  void whatWasThereIsBackAndTheRestIsFound() {
    try (Vhs vhs = open(table)) {
      VersionedStore<byte[]> store = vhs.store(Codec.bytes());
      for (int i = 0; i < 12; i++) {
        store.init("id" + i, LARGE);
        store.putLatest("id" + i, LARGE);
      }
      restore();
      store.prune("id0", RetentionPolicy.newest(1));
      store.putLatest("id1", LARGE);
    }
    try (Vhs vhs = open(restored)) {
      VersionedStore<byte[]> store = vhs.store(Codec.bytes());
      assertThatThrownBy(() -> store.putLatest("id2", LARGE)).isInstanceOf(StoreMismatch.class);
      assertThatThrownBy(() -> vhs.maintenance().gc(SweepOptions.DEFAULT))
          .isInstanceOf(StoreMismatch.class);
      List<Problem> problems = new ArrayList<>();
      VerifyReport repaired =
          vhs.maintenance().verify(VerifyOptions.DEFAULT.repair(repair -> {}), problems::add);
      assertThat(problems).extracting(Problem::id).containsExactly("id0");
      assertThat(repaired.repaired()).isEqualTo(1);
      vhs.maintenance().adopt();
      assertThat(vhs.maintenance().verify(true, problem -> {}).problems()).isZero();
      assertThat(store.get("id0", 0).value()).isEqualTo(LARGE);
      assertThat(store.putLatest("id1", LARGE).version()).as("as of that moment").isEqualTo(2);
      assertThat(vhs.maintenance().gc(SweepOptions.DEFAULT.dryRun()).young())
          .as("with what was written since")
          .isEqualTo(12 * 2 + 2);
    }
    try (Vhs old = open(table)) {
      VersionedStore<byte[]> store = old.store(Codec.bytes());
      assertThatThrownBy(() -> store.putLatest("id3", LARGE))
          .as("the old table is no longer the store's")
          .isInstanceOf(StoreMismatch.class);
    }
  }
}
