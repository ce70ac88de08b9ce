package dev.vhs.aws.sdk;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.Abortable;

/**
 * The interceptor that reports each attempt and each answer of a request to its {@link
 * TrackedRequest}, if it has one.
 */
public final class TrackingInterceptor implements ExecutionInterceptor {
  /** The request of this thread: a synchronous client does all of it here, retries included. */
  private static final ThreadLocal<TrackedRequest> CURRENT = new ThreadLocal<>();

  private final RetryLog log;

  /** Makes an interceptor that writes to the log of this process. */
  public TrackingInterceptor() {
    this(RetryLog.shared());
  }

  TrackingInterceptor(RetryLog log) {
    this.log = log;
  }

  /**
   * Returns the request that this thread is sending; null if there is none, or it isn't tracked.
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
    TrackedRequest tracked = execution.getAttribute(TrackedRequest.ATTRIBUTE);
    if (tracked != null) {
      tracked.sending(context.httpRequest());
      tracked.logTo(log, operation(execution));
    }
  }

  private static String operation(ExecutionAttributes execution) {
    return execution.getAttribute(SdkExecutionAttribute.SERVICE_NAME)
        + " "
        + execution.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes execution) {
    TrackedRequest tracked = execution.getAttribute(TrackedRequest.ATTRIBUTE);
    if (tracked != null) {
      tracked.answered(context.httpResponse());
      String foreign =
          Answers.foreign(
              execution.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
              execution.getAttribute(SdkExecutionAttribute.OPERATION_NAME),
              context.httpResponse());
      if (foreign != null) {
        context.responseBody().ifPresent(TrackingInterceptor::giveUp);
        throw new ForeignAnswer(foreign);
      }
    }
  }

  /** Gives up a body, and with it the connection, which nobody else would give back. */
  private static void giveUp(InputStream body) {
    if (body instanceof Abortable abortable) {
      abortable.abort();
    }
    try {
      body.close();
    } catch (IOException e) {
      // Its connection is broken, and of no use to anybody.
      return;
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
