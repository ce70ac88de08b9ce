package dev.vhs.aws.wire;

import dev.vhs.StoreUnavailable;
import dev.vhs.Vhs;
import dev.vhs.VhsBuilder;
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
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A way of its own to a place, on which requests meet faults, and stores at its end: clients with
 * the retries that ours have, which wait less long for an answer.
 */
final class WireLane implements AutoCloseable {
  /** So short a client waits for an answer that answers can be delayed for longer. */
  static final Duration SHORT = Duration.ofSeconds(1);

  /** So long a client waits that it has an answer, however busy the machine is. */
  static final Duration LONG = Duration.ofMinutes(1);

  /** How long calls of stores take that soon give up. */
  private static final Duration HASTE = Duration.ofSeconds(2);

  private static final int TRIES = 20;

  private final WireLog log = new WireLog();
  private final FaultyEndpoint toDynamoDb;
  private final FaultyEndpoint toS3;
  private final DynamoDbClient dynamoDb;
  private final S3Client s3;

  /**
   * A way to the emulators.
   *
   * @param patience how long both clients wait for an answer
   * @param interceptors of both clients
   */
  WireLane(WirePlan plan, Duration patience, ExecutionInterceptor... interceptors) {
    this.toDynamoDb = FaultyEndpoint.before(DynamoDbEmulator.endpoint(), plan, log);
    this.toS3 = FaultyEndpoint.before(S3Emulator.endpoint(), plan, log);
    var ofDynamoDb = DynamoClientSettings.overrides().apiCallAttemptTimeout(patience);
    ofDynamoDb.retryStrategy(new WatchedRetries(withoutQuota(ofDynamoDb)));
    var ofS3 = S3ClientSettings.overrides();
    ofS3.retryStrategy(withoutQuota(ofS3));
    for (ExecutionInterceptor interceptor : interceptors) {
      ofDynamoDb.addExecutionInterceptor(interceptor);
      ofS3.addExecutionInterceptor(interceptor);
    }
    this.dynamoDb =
        EmulatedAws.dynamoDb(toDynamoDb.uri()).overrideConfiguration(ofDynamoDb.build()).build();
    this.s3 =
        EmulatedAws.s3(toS3.uri())
            .overrideConfiguration(ofS3.build())
            .httpClientBuilder(
                Apache5HttpClient.builder().socketTimeout(patience).expectContinueEnabled(false))
            .serviceConfiguration(service -> service.expectContinueEnabled(false))
            .build();
  }

  /**
   * The same retries, but that they do not stop where most of them fail: or a fault might not be
   * survived for those that came before it.
   */
  private static RetryStrategy withoutQuota(ClientOverrideConfiguration.Builder overrides) {
    var retries = (StandardRetryStrategy.Builder) overrides.retryStrategy().toBuilder();
    return retries.circuitBreakerEnabled(false).build();
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

  /** All requests that were made this way, to either service. */
  WireLog log() {
    return log;
  }

  /** A store at the end of this way that is patient enough to survive any single fault. */
  Vhs patient(EmulatedPlace place) {
    return bound(vhs(place).callTimeout(LONG).conflictBudget(LONG));
  }

  /** A store at the end of this way that soon gives up. */
  Vhs hasty(EmulatedPlace place) {
    return bound(
        vhs(place)
            .callTimeout(HASTE)
            .conflictBudget(HASTE.dividedBy(4))
            .backOff(Duration.ofMillis(5), Duration.ofMillis(50)));
  }

  private VhsBuilder vhs(EmulatedPlace place) {
    return Vhs.builder(place.backend(dynamoDb, s3)).reclaimInline(true);
  }

  /** What the first write looks up is known already, however short calls are. */
  private static Vhs bound(VhsBuilder builder) {
    Vhs vhs = builder.open();
    for (int tries = 1; ; tries++) {
      try {
        vhs.create();
        return vhs;
      } catch (StoreUnavailable e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  /** Lets all requests arrive that are late. */
  void arrive() {
    toDynamoDb.arrive();
    toS3.arrive();
  }

  @Override
  public void close() {
    dynamoDb.close();
    s3.close();
    toDynamoDb.close();
    toS3.close();
  }
}
