package dev.vhs.benchmarks.wire;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** The distance of services, as the time that each request takes to get there. */
public final class Distance {
  private volatile Duration time = Duration.ZERO;

  /** Makes the distance of services next door. */
  public Distance() {}

  /** Moves the services, for requests from now on. */
  public void set(Duration value) {
    time = value;
  }

  void pass() throws IOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException().initCause(e);
    }
  }
}
