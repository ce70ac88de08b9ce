package dev.vhs.aws;

import dev.vhs.spi.Call;
import java.time.Duration;

/**
 * What belongs to no user's call: a time limit, and nobody who counts.
 *
 * @param remaining the limit of one request
 */
record LimitedCall(Duration remaining) implements Call {
  @Override
  public void requested() {}

  @Override
  public void retried() {}

  @Override
  public void transferred(long bytes) {}
}
