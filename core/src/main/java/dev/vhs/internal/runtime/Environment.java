package dev.vhs.internal.runtime;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * All that an engine takes from the machine it runs on; given to it, so that the whole can be
 * simulated.
 *
 * @param nanoTime time that only goes forward, in nanoseconds, for deadlines and durations
 * @param sleeper waits
 * @param random for back-off; safe for use by many threads
 * @param writeIds makes a UUIDv7 for each write
 * @param tasks runs work beside the caller
 */
public record Environment(
    LongSupplier nanoTime,
    Sleeper sleeper,
    RandomGenerator random,
    Supplier<UUID> writeIds,
    Tasks tasks) {
  /** The machine's own. */
  public static Environment system() {
    SecureRandom random = new SecureRandom();
    return new Environment(
        System::nanoTime,
        time -> Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000),
        random,
        () -> WriteIds.next(InstantSource.system().millis(), random),
        new ThreadTasks());
  }
}
