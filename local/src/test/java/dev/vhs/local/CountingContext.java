package dev.vhs.local;

import dev.vhs.spi.RequestContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A call that counts. */
public class CountingContext implements RequestContext {
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  public long requests() {
    return requests.get();
  }

  public long bytes() {
    return bytes.get();
  }

  @Override
  public Duration remaining() {
    return Duration.ofMinutes(5);
  }

  @Override
  public void requested() {
    requests.incrementAndGet();
  }

  @Override
  public void retried() {}

  @Override
  public void transferred(long more) {
    bytes.addAndGet(more);
  }
}
