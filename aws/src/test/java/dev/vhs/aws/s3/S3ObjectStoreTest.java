package dev.vhs.aws.s3;

import dev.vhs.aws.emulated.Attack;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.aws.sdk.ServiceClock;
import dev.vhs.spi.ObjectStore;
import dev.vhs.testkit.contract.ObjectStoreContract;
import dev.vhs.testkit.emulators.S3Emulator;
import java.net.ConnectException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.utils.SdkAutoCloseable;

public class S3ObjectStoreTest extends ObjectStoreContract {
  /** The smallest parts that S3 allows, so that bodies of a few parts suffice. */
  public static final TransferSettings SMALL_PARTS =
      new TransferSettings(TransferSettings.MIN_PART_BYTES, 3, 6, 16 << 20);

  private static S3Client client;

  private final List<SdkAutoCloseable> clients = new ArrayList<>();
  private String bucket;

  @BeforeAll
  static void makeClient() {
    client = EmulatedAws.s3();
  }

  @AfterAll
  static void closeClient() {
    client.close();
  }

  @BeforeEach
  void makeBucket() {
    bucket = EmulatedAws.createBucket(client);
  }

  @AfterEach
  void deleteBucket() {
    clients.forEach(SdkAutoCloseable::close);
    EmulatedAws.deleteBucket(client, bucket);
  }

  @Override
  protected ObjectStore open() {
    S3Connection connection =
        new S3Connection(() -> client, false, new ServiceClock(InstantSource.system()));
    return new S3ObjectStore(connection, bucket, SMALL_PARTS);
  }

  /** Opens a store behind a client without retries whose requests all meet a fault. */
  private ObjectStore openFaulty(FaultyS3Http.Fault fault) {
    FaultyS3Http http = new FaultyS3Http();
    S3Client faulty =
        EmulatedAws.s3(S3Emulator.endpoint())
            .httpClient(http)
            .overrideConfiguration(
                settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    clients.add(faulty);
    clients.add(http);
    http.always(fault);
    return new S3ObjectStore(
        new S3Connection(() -> faulty, false, new ServiceClock(InstantSource.system())),
        bucket,
        SMALL_PARTS);
  }

  @Override
  protected List<ObjectStore> openUnavailable() {
    return List.of(
        openFaulty(
            request -> {
              throw new ConnectException("Connection refused");
            }),
        openFaulty(FaultyS3Http.error(503, "SlowDown")),
        openFaulty(FaultyS3Http.error(500, "InternalError")));
  }

  @Override
  protected ObjectStore openDenied() {
    return openFaulty(FaultyS3Http.error(403, "AccessDenied"));
  }

  @Override
  protected ObjectStore openKeeping() {
    client.putBucketVersioning(
        put ->
            put.bucket(bucket)
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    return open();
  }

  @Override
  protected boolean takesClock() {
    return false;
  }

  /** Returns false: the emulator lets several creations succeed. */
  @Override
  protected boolean ifAbsentIsAtomic() {
    return false;
  }

  /** Returns false: the emulator mixes the bytes or the lengths of two objects. */
  @Override
  protected boolean replacesAtomically() {
    return false;
  }

  /** Returns false: the emulator drops them with the key's last version. */
  @Override
  protected boolean keepsPartsOfErasedKeys() {
    return false;
  }

  @Override
  protected int manyObjects() {
    return Attack.on() ? 1_100 : 120;
  }

  @Override
  protected int rounds() {
    return Attack.on() ? 25 : 5;
  }
}
