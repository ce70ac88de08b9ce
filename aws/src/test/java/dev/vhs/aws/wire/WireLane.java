package dev.vhs.aws.wire;

import dev.vhs.aws.dynamo.DynamoClientSettings;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.aws.s3.S3ClientSettings;
import dev.vhs.aws.sdk.WatchedRetries;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import dev.vhs.testkit.emulators.FaultyEndpoint;
import dev.vhs.testkit.emulators.S3Emulator;
import dev.vhs.testkit.emulators.WireLog;
import dev.vhs.testkit.emulators.WirePlan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A separate way to a place, on which requests meet faults. Its clients have our retries, but wait
 * for no time between two of them, and for an answer until {@link GivingUp} says otherwise.
 */
final class WireLane implements AutoCloseable {
  /** The patience of a client with a silent service, which no machine is too busy for. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final BackoffStrategy AT_ONCE = BackoffStrategy.retryImmediately();

  private final WireLog log = new WireLog();
  private final PatientTimer timer = new PatientTimer();
  private final FaultyEndpoint toDynamoDb;
  private final FaultyEndpoint toS3;
  private final SdkHttpClient httpOfDynamoDb;
  private final SdkHttpClient httpOfS3;
  private final DynamoDbClient dynamoDb;
  private final S3Client s3;

  /**
   * Opens a way to the emulators.
   *
   * @param interceptors the interceptors of both clients
   */
  WireLane(WirePlan plan, ExecutionInterceptor... interceptors) {
    this.toDynamoDb = FaultyEndpoint.before(DynamoDbEmulator.endpoint(), plan, log);
    this.toS3 = FaultyEndpoint.before(S3Emulator.endpoint(), plan, log);
    var ofDynamoDb = DynamoClientSettings.overrides().scheduledExecutorService(timer);
    ofDynamoDb.retryStrategy(new WatchedRetries(atOnce(ofDynamoDb)));
    var ofS3 = S3ClientSettings.overrides().scheduledExecutorService(timer);
    ofS3.retryStrategy(new WatchedRetries(atOnce(ofS3)));
    for (ExecutionInterceptor interceptor : interceptors) {
      ofDynamoDb.addExecutionInterceptor(interceptor);
      ofS3.addExecutionInterceptor(interceptor);
    }
    this.httpOfDynamoDb = http(timer);
    this.httpOfS3 = http(null);
    this.dynamoDb =
        EmulatedAws.dynamoDb(toDynamoDb.uri())
            .overrideConfiguration(ofDynamoDb.build())
            .httpClient(httpOfDynamoDb)
            .build();
    this.s3 =
        EmulatedAws.s3(toS3.uri())
            .overrideConfiguration(ofS3.build())
            .httpClient(httpOfS3)
            .serviceConfiguration(service -> service.expectContinueEnabled(false))
            .build();
  }

  private static SdkHttpClient http(@Nullable PatientTimer timer) {
    return new GivingUp(
        Apache5HttpClient.builder()
            .connectionTimeout(PATIENCE)
            .socketTimeout(PATIENCE)
            .connectionAcquisitionTimeout(PATIENCE)
            .expectContinueEnabled(false)
            .build(),
        timer);
  }

  /**
   * Returns the same retries without pauses, and without their quota, which stops them if most
   * fail: a fault might not be survived because of earlier ones.
   */
  private static RetryStrategy atOnce(ClientOverrideConfiguration.Builder overrides) {
    var retries = (StandardRetryStrategy.Builder) overrides.retryStrategy().toBuilder();
    return retries
        .circuitBreakerEnabled(false)
        .backoffStrategy(AT_ONCE)
        .throttlingBackoffStrategy(AT_ONCE)
        .build();
  }

  DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  S3Client s3() {
    return s3;
  }

  FaultyEndpoint toDynamoDb() {
    return toDynamoDb;
  }

  FaultyEndpoint toS3() {
    return toS3;
  }

  /** Returns all requests on this way, to either service. */
  WireLog log() {
    return log;
  }

  /** Lets all late requests arrive. */
  void arrive() {
    toDynamoDb.arrive();
    toS3.arrive();
  }

  @Override
  public void close() {
    dynamoDb.close();
    s3.close();
    httpOfDynamoDb.close();
    httpOfS3.close();
    timer.shutdownNow();
    toDynamoDb.close();
    toS3.close();
  }
}
