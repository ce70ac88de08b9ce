package dev.vhs.aws.s3;

import dev.vhs.spi.RequestContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A call that has time for so many requests, and none after them. */
final class ExpiringContext implements RequestContext {
  private final int most;
  private final AtomicInteger requests = new AtomicInteger();

  ExpiringContext(int most) {
    this.most = most;
  }

  int requests() {
    return requests.get();
  }

  @Override
  public Duration remaining() {
    return requests.get() < most ? Duration.ofMinutes(1) : Duration.ZERO;
  }

  @Override
  public void requested() {
    requests.incrementAndGet();
  }

  @Override
  public void retried() {}

  @Override
  public void transferred(long bytes) {}
}
