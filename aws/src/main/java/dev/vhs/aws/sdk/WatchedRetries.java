package dev.vhs.aws.sdk;

import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * A retry strategy that reports the failure of each attempt to the {@link TrackedRequest} of its
 * request, if it has one. Nothing else in the SDK does.
 *
 * @param retries the client's own strategy, which decides whether a request is repeated
 */
public record WatchedRetries(RetryStrategy retries) implements RetryStrategy {
  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    return retries.acquireInitialToken(request);
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    TrackedRequest tracked = TrackingInterceptor.current();
    if (tracked != null) {
      tracked.failed(request.failure());
    }
    return retries.refreshRetryToken(request);
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
