package dev.vhs.aws.sdk;

import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * Retries that tell the {@link TrackedRequest} of a request, if it has one, why each of its
 * attempts failed; nothing else of the SDK does.
 *
 * @param retries the client's own, with all that makes the SDK repeat a request
 */
public record WatchedRetries(RetryStrategy retries) implements RetryStrategy {
  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    return retries.acquireInitialToken(request);
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    TrackedRequest exchange = TrackingInterceptor.current();
    if (exchange != null) {
      exchange.failed(request.failure());
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

  /** No: a client that adds its defaults takes {@link #toBuilder()} and builds others. */
  @Override
  public boolean useClientDefaults() {
    return false;
  }

  /** A builder of the client's, which no longer tells. */
  @Override
  public Builder<?, ?> toBuilder() {
    return retries.toBuilder();
  }
}
