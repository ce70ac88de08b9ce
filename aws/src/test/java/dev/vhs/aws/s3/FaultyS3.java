package dev.vhs.aws.s3;

import dev.vhs.Location;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.aws.sdk.ServiceClock;
import dev.vhs.spi.Body;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Upload;
import dev.vhs.testkit.emulators.S3Emulator;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * A bucket on the emulator for each test, and a store over it whose requests can fail on demand.
 */
public final class FaultyS3 implements BeforeEachCallback, AfterEachCallback {
  static final String KEY = "p/id/0190";

  private FaultyS3Http http;
  private S3Client client;
  private String bucket;
  private S3ObjectStore store;

  @Override
  public void beforeEach(ExtensionContext context) {
    http = new FaultyS3Http();
    client = clientBuilder().build();
    bucket = EmulatedAws.createBucket(client);
    store = storeOf(client);
    http.forget();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    store.close();
    client.close();
    http.close();
    try (S3Client sound = EmulatedAws.s3()) {
      EmulatedAws.deleteBucket(sound, bucket);
    }
  }

  /** Returns a builder of a client with faults, which waits 1 ms between retries. */
  S3ClientBuilder clientBuilder() {
    BackoffStrategy soon = BackoffStrategy.fixedDelay(Duration.ofMillis(1));
    return EmulatedAws.s3(S3Emulator.endpoint())
        .httpClient(http)
        .overrideConfiguration(
            S3ClientSettings.overrides()
                .retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .backoffStrategy(soon)
                        .throttlingBackoffStrategy(soon)
                        .build())
                .build());
  }

  /** Returns a store with small parts over a client, which stays open. */
  S3ObjectStore storeOf(S3Client s3) {
    return new S3ObjectStore(
        new S3Connection(() -> s3, false, new ServiceClock(InstantSource.system())),
        bucket,
        S3ObjectStoreTest.SMALL_PARTS);
  }

  FaultyS3Http http() {
    return http;
  }

  S3Client client() {
    return client;
  }

  String bucket() {
    return bucket;
  }

  S3ObjectStore store() {
    return store;
  }

  Location location() {
    return new Location(bucket, KEY);
  }

  public static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static Upload upload(byte[] bytes, boolean ifAbsent) {
    return upload(Body.of(Bytes.wrap(bytes)), ifAbsent);
  }

  static Upload upload(Body body, boolean ifAbsent) {
    return Upload.builder(KEY, body)
        .contentType("text/plain")
        .userMetadata(Map.of("vhs-id", "aWQ"))
        .ifAbsent(ifAbsent)
        .build();
  }

  /** Returns a body of unknown size that can be read only once. */
  static Body stream(byte[] bytes) {
    return new Body() {
      @Override
      public OptionalLong size() {
        return OptionalLong.empty();
      }

      @Override
      public boolean isReplayable() {
        return false;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }
    };
  }
}
