package dev.vhs.testkit.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is told to move. Safe for use by many threads. */
public final class TestClock implements InstantSource {
  /** The time of a new clock: some day, in whole milliseconds as indexes store them. */
  public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private volatile Instant now = START;
  private volatile Runnable whileReading = () -> {};

  /** Creates a clock at {@link #START}. */
  public TestClock() {}

  @Override
  public Instant instant() {
    Instant read = now;
    whileReading.run();
    return read;
  }

  /** Lets something happen while the clock is read; the reader gets the time from before. */
  void whileReading(Runnable happening) {
    whileReading = happening;
  }

  /** Moves the clock, forward or back. */
  public synchronized void advance(Duration time) {
    now = now.plus(time);
  }
}
