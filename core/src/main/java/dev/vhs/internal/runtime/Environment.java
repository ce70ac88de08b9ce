package dev.vhs.internal.runtime;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The machine that an engine runs on: its time, waiting, randomness and threads. They are given to
 * the engine, so that the whole can be simulated.
 *
 * @param nanoTime time that only goes forward, in nanoseconds, for deadlines and durations
 * @param sleeper the way to wait
 * @param random the randomness of back-off; safe for use by many threads
 * @param writeIds the source of write ids, a UUIDv7 for each write
 * @param tasks the threads that work beside the caller
 */
public record Environment(
    LongSupplier nanoTime,
    Sleeper sleeper,
    RandomGenerator random,
    Supplier<UUID> writeIds,
    Tasks tasks) {
  /** Returns the environment of this machine. */
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
