package dev.vhs.testkit.contract;

import dev.vhs.spi.RequestContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A context of a call that records what it is told to count, and whose time left never changes. */
public final class RecordedContext implements RequestContext {
  private final Duration remaining;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger retries = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  /** Creates a context without a deadline. */
  public RecordedContext() {
    this(Duration.ofDays(1));
  }

  /** Creates a context whose time left is always the same. */
  public RecordedContext(Duration remaining) {
    this.remaining = remaining;
  }

  /** Returns a context whose deadline has passed. */
  public static RecordedContext expired() {
    return new RecordedContext(Duration.ZERO);
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

  /** Returns how many requests were counted. */
  public int requests() {
    return requests.get();
  }

  /** Returns how many repetitions were counted. */
  public int retries() {
    return retries.get();
  }

  /** Returns how many bytes were counted. */
  public long bytes() {
    return bytes.get();
  }
}
