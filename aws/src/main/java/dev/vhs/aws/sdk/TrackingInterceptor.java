package dev.vhs.aws.sdk;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Tells the {@link TrackedRequest} of a request, if it has one, of each attempt and each answer.
 */
public final class TrackingInterceptor implements ExecutionInterceptor {
  /** A synchronous client does all of a request on the caller's thread, retries included. */
  private static final ThreadLocal<TrackedRequest> CURRENT = new ThreadLocal<>();

  /**
   * The exchange whose request this thread is sending; null where it sends none, or one without.
   */
  static @Nullable TrackedRequest current() {
    return CURRENT.get();
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes execution) {
    CURRENT.set(execution.getAttribute(TrackedRequest.ATTRIBUTE));
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes execution) {
    TrackedRequest exchange = execution.getAttribute(TrackedRequest.ATTRIBUTE);
    if (exchange != null) {
      exchange.sending(context.httpRequest());
    }
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes execution) {
    TrackedRequest exchange = execution.getAttribute(TrackedRequest.ATTRIBUTE);
    if (exchange != null) {
      exchange.answered(context.httpResponse());
    }
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes execution) {
    CURRENT.remove();
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes execution) {
    CURRENT.remove();
  }
}
