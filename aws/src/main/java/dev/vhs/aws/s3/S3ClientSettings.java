package dev.vhs.aws.s3;

import dev.vhs.aws.sdk.RequestTimer;
import dev.vhs.aws.sdk.TrackingInterceptor;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * How clients of S3 that we make repeat requests, and how long they wait.
 *
 * <p>The SDK's standard retries, with full jitter: a throttled request is sent again after up to
 * 200, 400, 800 and 1,600 ms, one that failed otherwise after up to 50, 100, 200 and 400 ms. An
 * attempt whose answer doesn't begin within {@link #ANSWER_TIMEOUT} is given up for the next, an
 * upload has more by its size. A connection is given up that brings nothing for {@link
 * #SOCKET_TIMEOUT}. A call's own deadline goes with each request, and is above all this.
 */
public final class S3ClientSettings {
  /** How often a request is sent at most. */
  static final int MAX_ATTEMPTS = 5;

  /**
   * For the HTTP client: how long an attempt may wait while all connections are in use. Shorter
   * than the attempt, so that one which was never sent is known for that.
   */
  public static final Duration ACQUISITION_TIMEOUT = Duration.ofSeconds(8);

  /** For the HTTP client. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** For the HTTP client: the longest silence, which is many times what S3 takes to answer. */
  public static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

  /** How long an answer may take to begin. */
  static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  /** How long many parts may take to be put together (AWS, "CompleteMultipartUpload"). */
  static final Duration COMPLETION_TIMEOUT = Duration.ofMinutes(10);

  /** A connection that takes fewer bytes of an upload is given up for another. */
  private static final long SLOWEST_BYTES_PER_SECOND = 64 * 1024;

  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(50);
  private static final Duration FIRST_BACK_OFF_WHEN_THROTTLED = Duration.ofMillis(200);
  private static final Duration MAX_BACK_OFF = Duration.ofSeconds(5);

  private S3ClientSettings() {}

  /** The override configuration of a client of ours, its {@link TrackingInterceptor} included. */
  public static ClientOverrideConfiguration.Builder overrides() {
    return ClientOverrideConfiguration.builder()
        .addExecutionInterceptor(new TrackingInterceptor())
        .scheduledExecutorService(RequestTimer.shared())
        .retryStrategy(retries());
  }

  /**
   * How long one attempt to send so many bytes may take: nothing else notices a peer that takes no
   * more of them.
   */
  static Duration uploadTimeout(long bytes) {
    return ANSWER_TIMEOUT.plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND);
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
