package dev.vhs.testkit;

import dev.vhs.spi.Call;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A call that keeps what it was told, and has as much time left as it was given. */
public final class RecordedCall implements Call {
  private final Duration remaining;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger retries = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  /** A call with all the time in the world. */
  public RecordedCall() {
    this(Duration.ofDays(1));
  }

  /** A call with that much time left, for ever. */
  public RecordedCall(Duration remaining) {
    this.remaining = remaining;
  }

  /** A call whose deadline has passed. */
  public static RecordedCall expired() {
    return new RecordedCall(Duration.ZERO);
  }

  @Override
  public Duration remaining() {
    return remaining;
  }

  @Override
  public void requested() {
    requests.incrementAndGet();
  }

  @Override
  public void retried() {
    retries.incrementAndGet();
  }

  @Override
  public void transferred(long count) {
    bytes.addAndGet(count);
  }

  /** How many requests were counted. */
  public int requests() {
    return requests.get();
  }

  /** How many repetitions were counted. */
  public int retries() {
    return retries.get();
  }

  /** How many bytes were counted. */
  public long bytes() {
    return bytes.get();
  }
}
