package dev.vhs.benchmarks.wire;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * The clients of both services, configured as the store configures its own, so that only the
 * store's work differs: the same HTTP client and connections, retries, and time-outs of attempts
 * and calls.
 *
 * @param dynamoDb to be closed
 * @param s3 to be closed
 */
public record SdkClients(DynamoDbClient dynamoDb, S3Client s3) implements AutoCloseable {
  private static final int CONNECTIONS = 64;
  private static final int MAX_ATTEMPTS = 5;
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration DYNAMO_DB_ATTEMPT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration S3_ATTEMPT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration S3_SOCKET_TIMEOUT = Duration.ofSeconds(30);
  private static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  /**
   * A timer that forgets cancelled time limits. The SDK's own executor wakes a thread for each one
   * when it runs out, seconds later: another contender has its turn then, and would be charged for
   * it.
   */
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "benchmark-request-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** Returns clients of endpoints. */
  public static SdkClients of(URI dynamoDb, URI s3) {
    return of(dynamoDb, s3, http -> http, List.of());
  }

  /** Returns clients of endpoints at a distance. */
  public static SdkClients distant(URI dynamoDb, URI s3, Distance distance) {
    return of(dynamoDb, s3, http -> new DelayedHttpClient(http, distance), List.of());
  }

  /** Returns clients of endpoints at a distance, metered. */
  public static SdkClients metered(URI dynamoDb, URI s3, Distance distance, Meter meter) {
    return of(dynamoDb, s3, http -> new DelayedHttpClient(http, distance), List.of(meter));
  }

  private static SdkClients of(
      URI dynamoDb,
      URI s3,
      UnaryOperator<SdkHttpClient> http,
      List<ExecutionInterceptor> interceptors) {
    return new SdkClients(
        DynamoDbClient.builder()
            .endpointOverride(dynamoDb)
            .region(Region.US_EAST_1)
            .credentialsProvider(CREDENTIALS)
            .httpClientBuilder(http(DYNAMO_DB_ATTEMPT_TIMEOUT, http))
            .overrideConfiguration(overrides(DYNAMO_DB_ATTEMPT_TIMEOUT, interceptors))
            .build(),
        S3Client.builder()
            .endpointOverride(s3)
            .region(Region.US_EAST_1)
            .credentialsProvider(CREDENTIALS)
            .forcePathStyle(true)
            .serviceConfiguration(settings -> settings.expectContinueEnabled(false))
            .httpClientBuilder(http(S3_SOCKET_TIMEOUT, http))
            .overrideConfiguration(overrides(S3_ATTEMPT_TIMEOUT, interceptors))
            .build());
  }

  private static ClientOverrideConfiguration overrides(
      Duration attemptTimeout, List<ExecutionInterceptor> interceptors) {
    return ClientOverrideConfiguration.builder()
        .executionInterceptors(interceptors)
        .scheduledExecutorService(TIMER)
        .apiCallTimeout(CALL_TIMEOUT)
        .apiCallAttemptTimeout(attemptTimeout)
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(MAX_ATTEMPTS)
                .backoffStrategy(
                    BackoffStrategy.exponentialDelay(Duration.ofMillis(25), Duration.ofSeconds(2)))
                .build())
        .build();
  }

  private static SdkHttpClient.Builder<?> http(
      Duration socketTimeout, UnaryOperator<SdkHttpClient> changed) {
    Apache5HttpClient.Builder builder =
        Apache5HttpClient.builder()
            .maxConnections(CONNECTIONS)
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(socketTimeout)
            .connectionAcquisitionTimeout(CALL_TIMEOUT)
            .expectContinueEnabled(false)
            .tcpKeepAlive(true);
    return new ChangedHttp(builder, changed);
  }

  /** A builder of clients that changes each one that it builds. */
  private record ChangedHttp(Apache5HttpClient.Builder builder, UnaryOperator<SdkHttpClient> change)
      implements SdkHttpClient.Builder<ChangedHttp> {
    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      return change.apply(builder.buildWithDefaults(defaults));
    }
  }

  @Override
  public void close() {
    dynamoDb.close();
    s3.close();
  }
}
