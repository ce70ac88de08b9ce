package dev.vhs.aws.s3;

import dev.vhs.spi.RequestContext;
import java.time.Duration;

/**
 * A call that has some time left in any case, to clean up after itself.
 *
 * @param context which requests are counted for
 * @param remaining the time that each request has
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
