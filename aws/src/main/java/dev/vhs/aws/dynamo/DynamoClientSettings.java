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
 * How clients of DynamoDB that we make repeat requests, and how long they wait.
 *
 * <p>The SDK's standard retries, with full jitter: a throttled request is sent again after up to
 * 100, 200, 400 and 800 ms, one that failed otherwise after up to 25, 50, 100 and 200 ms. Then a
 * read fails as unavailable, while a commit goes on in the engine until the call's deadline. An
 * attempt that isn't answered within {@link #ATTEMPT_TIMEOUT} is given up for the next, so that one
 * lost connection doesn't cost a whole call. A call's own deadline goes with each request, and is
 * above all this.
 */
public final class DynamoClientSettings {
  /** How often a request is sent at most. */
  static final int MAX_ATTEMPTS = 5;

  /** Ample for a page of 1 MB, and some hundred times what an item takes. */
  public static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);

  /**
   * For the HTTP client: how long an attempt may wait while all connections are in use. Shorter
   * than the attempt, so that one which was never sent is known for that.
   */
  public static final Duration ACQUISITION_TIMEOUT = Duration.ofSeconds(4);

  /** For the HTTP client. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(25);
  private static final Duration FIRST_BACK_OFF_WHEN_THROTTLED = Duration.ofMillis(100);
  private static final Duration MAX_BACK_OFF = Duration.ofSeconds(2);

  private DynamoClientSettings() {}

  /**
   * The override configuration of a client of ours, {@link TrackingInterceptor} and {@link
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
