package dev.vhs.aws.s3;

import dev.vhs.aws.emulated.Attack;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.aws.sdk.ServiceClock;
import dev.vhs.spi.ObjectStore;
import dev.vhs.testkit.contract.ObjectStoreContract;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.s3.S3Client;

public class S3ObjectStoreTest extends ObjectStoreContract {
  /** As small as parts may be, so that bodies of a few of them show how they are put together. */
  public static final TransferSettings SMALL_PARTS =
      new TransferSettings(TransferSettings.MIN_PART_BYTES, 3, 6, 16 << 20);

  private static S3Client client;

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
    EmulatedAws.deleteBucket(client, bucket);
  }

  @Override
  protected ObjectStore open() {
    S3Connection connection =
        new S3Connection(() -> client, false, new ServiceClock(InstantSource.system()));
    return new S3ObjectStore(connection, bucket, SMALL_PARTS);
  }

  @Override
  protected boolean takesClock() {
    return false;
  }

  /** The emulator lets several win. */
  @Override
  protected boolean ifAbsentIsAtomic() {
    return false;
  }

  /** The emulator gives a part of one and a part of the other, or the length of one. */
  @Override
  protected boolean replacesAtomically() {
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
