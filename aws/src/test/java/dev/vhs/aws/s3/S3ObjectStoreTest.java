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
  /** The smallest parts that S3 allows, so that bodies of a few parts suffice. */
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

  @Override
  protected int manyObjects() {
    return Attack.on() ? 1_100 : 120;
  }

  @Override
  protected int rounds() {
    return Attack.on() ? 25 : 5;
  }
}
