package dev.vhs.simulation.laws;

import dev.vhs.internal.runtime.Environment;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time of one engine, which passes only while it waits: so that its deadlines are the same on a
 * slow machine as on a fast one, and waiting for them costs nothing.
 */
final class PatientTime {
  private final AtomicLong nanos = new AtomicLong();

  /** Returns how much time has passed since it began. */
  Duration passed() {
    return Duration.ofNanos(nanos.get());
  }

  /** Returns the machine's environment, but for time, and with waits drawn from a seed. */
  Environment environment(long seed) {
    Environment machine = Environment.system();
    return new Environment(
        nanos::get,
        wait -> nanos.addAndGet(Math.max(1, wait.toNanos())),
        new Random(seed),
        machine.writeIds(),
        machine.tasks());
  }
}
