package dev.vhs.aws.dynamo;

import dev.vhs.spi.RequestContext;
import java.time.Duration;

/**
 * What belongs to no user's call: a time limit, and nobody who counts.
 *
 * @param remaining the limit of one request
 */
record LimitedContext(Duration remaining) implements RequestContext {
  @Override
  public void requested() {}

  @Override
  public void retried() {}

  @Override
  public void transferred(long bytes) {}
}
