package dev.vhs.aws.dynamo;

import dev.vhs.spi.RequestContext;
import java.time.Duration;

/**
 * The context of a request that belongs to no user's call: it has a time limit, and counts nothing.
 *
 * @param remaining the time limit of each request
 */
record LimitedContext(Duration remaining) implements RequestContext {
  @Override
  public void requested() {}

  @Override
  public void retried() {}

  @Override
  public void transferred(long bytes) {}
}
