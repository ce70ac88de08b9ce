package dev.vhs.aws.s3;

import dev.vhs.spi.RequestContext;
import java.time.Duration;

/**
 * The context of cleaning up after a call: it has some time left, even if the call has none.
 *
 * @param context the call's context, which counts the requests
 * @param remaining the time limit of each request
 */
record ExtraTime(RequestContext context, Duration remaining) implements RequestContext {
  @Override
  public void requested() {
    context.requested();
  }

  @Override
  public void retried() {
    context.retried();
  }

  @Override
  public void transferred(long bytes) {
    context.transferred(bytes);
  }
}
