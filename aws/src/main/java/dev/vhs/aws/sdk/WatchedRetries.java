package dev.vhs.aws.sdk;

import java.time.Duration;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * A retry strategy that reports the failure of each attempt to the {@link TrackedRequest} of its
 * request, if it has one. Nothing else in the SDK does.
 *
 * <p>It lets no request be sent again that is itself a repetition by the engine, or that found all
 * connections in use: it has waited for one already. It waits for {@link #LONGEST_PAUSE} at most,
 * whatever a server or something before it asks for.
 *
 * @param retries the client's own strategy, which decides whether a request is repeated
 */
public record WatchedRetries(RetryStrategy retries) implements RetryStrategy {
  /** The longest time between two attempts: a {@code Retry-After} may name days. */
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    return retries.acquireInitialToken(request);
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    TrackedRequest tracked = TrackingInterceptor.current();
    if (tracked != null) {
      tracked.failed(request.failure());
      if (tracked.isRepetition()) {
        throw new TokenAcquisitionFailedException(
            "the engine repeats this request", request.token(), request.failure());
      }
    }
    if (ConnectionFailures.isPoolInUse(request.failure())) {
      throw new TokenAcquisitionFailedException(
          "all connections are in use, and must be given back first",
          request.token(),
          request.failure());
    }
    RefreshRetryTokenResponse next = retries.refreshRetryToken(request);
    return next.delay().compareTo(LONGEST_PAUSE) <= 0
        ? next
        : RefreshRetryTokenResponse.create(next.token(), LONGEST_PAUSE);
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    return retries.recordSuccess(request);
  }

  @Override
  public int maxAttempts() {
    return retries.maxAttempts();
  }

  /**
   * Returns false: a client that adds its defaults would build another strategy from {@link
   * #toBuilder()}.
   */
  @Override
  public boolean useClientDefaults() {
    return false;
  }

  /** Returns a builder of the client's own strategy, which reports nothing. */
  @Override
  public Builder<?, ?> toBuilder() {
    return retries.toBuilder();
  }
}
