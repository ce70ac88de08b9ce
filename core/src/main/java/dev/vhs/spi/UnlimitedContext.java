package dev.vhs.spi;

import java.time.Duration;

enum UnlimitedContext implements RequestContext {
  INSTANCE;

  private static final Duration FOREVER = Duration.ofDays(365);

  @Override
  public Duration remaining() {
    return FOREVER;
  }

  @Override
  public void requested() {}

  @Override
  public void retried() {}

  @Override
  public void transferred(long bytes) {}
}
