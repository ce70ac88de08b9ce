package dev.vhs.aws.s3;

import dev.vhs.aws.sdk.RequestTimer;
import dev.vhs.aws.sdk.TrackingInterceptor;
import dev.vhs.aws.sdk.WatchedRetries;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * The retries and time-outs of S3 clients that we make.
 *
 * <p>They use the SDK's standard retries, with full jitter: a throttled request is sent again after
 * up to 200, 400, 800 and 1,600 ms, one that failed otherwise after up to 50, 100, 200 and 400 ms.
 * An attempt whose answer doesn't begin within {@link #ANSWER_TIMEOUT} is abandoned for the next;
 * an upload has more time, by its size. A connection that brings nothing for {@link
 * #SOCKET_TIMEOUT} is closed. The call's own deadline goes with each request and limits all of
 * this.
 */
public final class S3ClientSettings {
  /** The greatest number of attempts of one request. */
  static final int MAX_ATTEMPTS = 5;

  /**
   * For the HTTP client: the time that an attempt may wait while all connections are in use. It is
   * shorter than the attempt, so that an attempt which was never sent is known as such.
   */
  public static final Duration ACQUISITION_TIMEOUT = Duration.ofSeconds(5);

  /** For the HTTP client: the time that a connection may take to be made. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** For the HTTP client: the longest silence, many times as long as S3 takes to answer. */
  public static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

  /** The time within which an answer must begin. */
  static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  /** The time that S3 may take to put many parts together (AWS, "CompleteMultipartUpload"). */
  static final Duration COMPLETION_TIMEOUT = Duration.ofMinutes(10);

  /** The slowest upload: a connection that takes fewer bytes per second is replaced by another. */
  private static final long SLOWEST_BYTES_PER_SECOND = 64 * 1024;

  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(50);
  private static final Duration FIRST_BACK_OFF_WHEN_THROTTLED = Duration.ofMillis(200);
  private static final Duration MAX_BACK_OFF = Duration.ofSeconds(5);

  private S3ClientSettings() {}

  /**
   * Returns the override configuration of a client of ours, {@link TrackingInterceptor} and {@link
   * WatchedRetries} included.
   */
  public static ClientOverrideConfiguration.Builder overrides() {
    return ClientOverrideConfiguration.builder()
        .addExecutionInterceptor(new TrackingInterceptor())
        .scheduledExecutorService(RequestTimer.shared())
        .retryStrategy(new WatchedRetries(retries()));
  }

  /**
   * Returns the time limit of one attempt to send a number of bytes: nothing else notices a peer
   * that stops taking them.
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
