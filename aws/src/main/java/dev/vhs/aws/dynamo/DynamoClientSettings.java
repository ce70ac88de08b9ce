package dev.vhs.aws.dynamo;

import dev.vhs.aws.sdk.RequestTimer;
import dev.vhs.aws.sdk.TrackingInterceptor;
import dev.vhs.aws.sdk.WatchedRetries;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * The retries and time-outs of DynamoDB clients that we make.
 *
 * <p>They use the SDK's standard retries, with full jitter: a throttled request is sent again after
 * up to 100, 200, 400 and 800 ms, one that failed otherwise after up to 25, 50, 100 and 200 ms.
 * Then a read fails as unavailable, while a commit goes on in the engine until the call's deadline.
 * An attempt without an answer after {@link #ATTEMPT_TIMEOUT} is abandoned for the next, so that
 * one lost connection doesn't cost a whole call. The call's own deadline goes with each request and
 * limits all of this.
 */
public final class DynamoClientSettings {
  /** The greatest number of attempts of one request. */
  static final int MAX_ATTEMPTS = 5;

  /**
   * The time limit of one attempt. It is ample for a page of 1 MB, and several hundred times what
   * an item takes.
   */
  public static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);

  /**
   * For the HTTP client: the time that an attempt may wait while all connections are in use. It is
   * shorter than the attempt, so that an attempt which was never sent is known as such.
   */
  public static final Duration ACQUISITION_TIMEOUT = Duration.ofSeconds(4);

  /** For the HTTP client: the time that a connection may take to be made. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(25);
  private static final Duration FIRST_BACK_OFF_WHEN_THROTTLED = Duration.ofMillis(100);
  private static final Duration MAX_BACK_OFF = Duration.ofSeconds(2);

  private DynamoClientSettings() {}

  /**
   * Returns the override configuration of a client of ours, {@link TrackingInterceptor} and {@link
   * WatchedRetries} included.
   */
  public static ClientOverrideConfiguration.Builder overrides() {
    return ClientOverrideConfiguration.builder()
        .addExecutionInterceptor(new TrackingInterceptor())
        .scheduledExecutorService(RequestTimer.shared())
        .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
        .retryStrategy(new WatchedRetries(retries()));
  }

  private static RetryStrategy retries() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(MAX_ATTEMPTS)
        .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_BACK_OFF, MAX_BACK_OFF))
        .throttlingBackoffStrategy(
            BackoffStrategy.exponentialDelay(FIRST_BACK_OFF_WHEN_THROTTLED, MAX_BACK_OFF))
        .build();
  }
}
