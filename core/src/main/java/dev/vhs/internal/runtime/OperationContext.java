package dev.vhs.internal.runtime;

import dev.vhs.StoreUnavailable;
import dev.vhs.spi.RequestContext;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** A call of a user while it runs: its deadline, and the counts of its requests. */
public final class OperationContext implements RequestContext {
  private static final Duration FOREVER = Duration.ofDays(365);

  private final Environment environment;
  private final String operation;
  private final String id;
  private final long startedNanos;
  private final long timeoutNanos;
  private final boolean isBounded;
  private final LongAdder requests = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  /**
   * Begins a call.
   *
   * @param id the id that it concerns; empty for the store as a whole
   * @param timeout the time that it may take; without a deadline, the time that each of its
   *     requests to the index may take
   * @param isBounded whether it has a deadline
   */
  public OperationContext(
      Environment environment, String operation, String id, Duration timeout, boolean isBounded) {
    this.environment = environment;
    this.operation = operation;
    this.id = id;
    this.startedNanos = environment.nanoTime().getAsLong();
    this.timeoutNanos = timeout.toNanos();
    this.isBounded = isBounded;
  }

  public String operation() {
    return operation;
  }

  public long elapsedNanos() {
    return environment.nanoTime().getAsLong() - startedNanos;
  }

  @Override
  public Duration remaining() {
    if (!isBounded) {
      return FOREVER;
    }
    return Duration.ofNanos(Math.max(0, timeoutNanos - elapsedNanos()));
  }

  public boolean isExpired() {
    return isBounded && elapsedNanos() >= timeoutNanos;
  }

  /**
   * Returns the context of one request or one commit. It has a deadline even where the call has
   * none.
   */
  public RequestContext forRequest() {
    return isBounded ? this : new RequestCall(this, elapsedNanos() + timeoutNanos);
  }

  /** Throws if the deadline has passed. */
  public void checkDeadline() {
    if (isExpired()) {
      throw new StoreUnavailable(
          "%s took longer than %s; nothing was written. Try again, or allow it more time"
              .formatted(subject(), Durations.text(Duration.ofNanos(timeoutNanos))),
          id,
          null);
    }
  }

  private String subject() {
    return id.isEmpty() ? "The call" : "The call for '" + id + "'";
  }

  /**
   * Waits, no longer than the deadline allows.
   *
   * @throws StoreUnavailable if the thread is interrupted; it stays marked as interrupted
   */
  public void sleep(Duration time) {
    Duration left = remaining();
    try {
      environment.sleeper().sleep(time.compareTo(left) < 0 ? time : left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable(subject() + " was interrupted; nothing was written", id, e);
    }
  }

  @Override
  public void requested() {
    requests.increment();
  }

  @Override
  public void retried() {
    retries.increment();
  }

  @Override
  public void transferred(long count) {
    bytes.add(count);
  }

  public long requests() {
    return requests.sum();
  }

  public long retries() {
    return retries.sum();
  }

  public long bytes() {
    return bytes.sum();
  }

  /** A request of a call without a deadline. */
  private record RequestCall(OperationContext context, long endNanos) implements RequestContext {
    @Override
    public Duration remaining() {
      return Duration.ofNanos(Math.max(0, endNanos - context.elapsedNanos()));
    }

    @Override
    public void requested() {
      context.requested();
    }

    @Override
    public void retried() {
      context.retried();
    }

    @Override
    public void transferred(long count) {
      context.transferred(count);
    }
  }
}
