package dev.vhs;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The outcome and the cost of one operation. Immutable; figures may be added. */
public final class OperationEvent {
  private final String operation;
  private final @Nullable Throwable failure;
  private final Duration duration;
  private final long requests;
  private final long retries;
  private final long bytes;

  private OperationEvent(Builder from) {
    this.operation = from.operation;
    this.failure = from.failure;
    this.duration = from.duration;
    this.requests = from.requests;
    this.retries = from.retries;
    this.bytes = from.bytes;
  }

  /**
   * Returns a builder of an event.
   *
   * @param operation the name of the operation
   */
  public static Builder builder(String operation) {
    return new Builder(operation);
  }

  /**
   * Returns the name of the operation: that of its method, such as {@code putLatest}, or {@code
   * reclaim} for the deletion of replaced objects in the background.
   */
  public String operation() {
    return operation;
  }

  /** Returns the exception that the operation threw; empty if it threw none. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Returns the time from call to return. */
  public Duration duration() {
    return duration;
  }

  /**
   * Returns how many requests were sent to the index and the object store, repetitions included.
   */
  public long requests() {
    return requests;
  }

  /** Returns how many requests were repeated, and conflicts tried again. */
  public long retries() {
    return retries;
  }

  /** Returns how many bytes of values were sent and received, as stored. */
  public long bytes() {
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OperationEvent that
        && operation.equals(that.operation)
        && Objects.equals(failure, that.failure)
        && duration.equals(that.duration)
        && requests == that.requests
        && retries == that.retries
        && bytes == that.bytes;
  }

  @Override
  public int hashCode() {
    return Objects.hash(operation, failure, duration, requests, retries, bytes);
  }

  @Override
  public String toString() {
    return "OperationEvent[operation="
        + operation
        + ", failure="
        + failure
        + ", duration="
        + duration
        + ", requests="
        + requests
        + ", retries="
        + retries
        + ", bytes="
        + bytes
        + "]";
  }

  /** The builder of an event; for the store, and for tests of applications. */
  public static final class Builder {
    private final String operation;
    private @Nullable Throwable failure;
    private Duration duration = Duration.ZERO;
    private long requests;
    private long retries;
    private long bytes;

    private Builder(String operation) {
      this.operation = Objects.requireNonNull(operation, "operation");
    }

    /** Sets the exception that the operation threw. Default: none. */
    public Builder failure(@Nullable Throwable value) {
      this.failure = value;
      return this;
    }

    /** Sets the time from call to return. Default: zero. */
    public Builder duration(Duration value) {
      this.duration = Objects.requireNonNull(value, "duration");
      return this;
    }

    /** Sets how many requests were sent, repetitions included. Default: 0. */
    public Builder requests(long value) {
      this.requests = value;
      return this;
    }

    /** Sets how many requests were repeated, and conflicts tried again. Default: 0. */
    public Builder retries(long value) {
      this.retries = value;
      return this;
    }

    /** Sets how many bytes of values were sent and received, as stored. Default: 0. */
    public Builder bytes(long value) {
      this.bytes = value;
      return this;
    }

    /** Returns what was set, as one immutable value. */
    public OperationEvent build() {
      return new OperationEvent(this);
    }
  }
}
