package dev.vhs.aws;

import dev.vhs.spi.Call;
import java.time.Duration;

/**
 * A call that has some time left in any case, to clean up after itself.
 *
 * @param call which requests are counted for
 * @param remaining the time that each request has
 */
record ExtraTime(Call call, Duration remaining) implements Call {
  @Override
  public void requested() {
    call.requested();
  }

  @Override
  public void retried() {
    call.retried();
  }

  @Override
  public void transferred(long bytes) {
    call.transferred(bytes);
  }
}
