package dev.vhs.simulation;

import dev.vhs.Location;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Row;
import java.time.Duration;
import java.util.UUID;

/**
 * The Scala client, as a process of its own that shares the store: it reads what is newest, by an
 * eventually consistent read, uploads, and puts an item on its condition; anything may come between
 * two of these steps. It knows no {@code notAfter}, so its steps must not take longer than the
 * grace period. A put that fails leaves its object.
 */
final class ScalaWriter {
  /** The operation to which the history ascribes what it stores. */
  static final int OPERATION = -1;

  private static final long MIN_STEP = 100_000;
  private static final long MAX_STEP = 60_000_000;
  private static final double SLOW = 0.1;
  private static final double GAPS = 0.15;
  private static final int MAX_GAP = 3;
  private static final int LARGEST_PART_OF_GRACE = 8;

  private final Services services;
  private final Scheduler scheduler;
  private final SeededRandom dice;
  private final long slowestStep;
  private int written;

  ScalaWriter(Services services, Scheduler scheduler, SeededRandom dice, Duration grace) {
    this.services = services;
    this.scheduler = scheduler;
    this.dice = dice;
    this.slowestStep = grace.toNanos() / LARGEST_PART_OF_GRACE;
  }

  /** Returns how long a write takes at most, in nanoseconds. */
  long longestWrite() {
    return 2 * slowestStep;
  }

  /** Begins to write a next version, made from the newest value. */
  void write(String id) {
    Row newest = services.newest(id, Consistency.EVENTUAL);
    long next = newest == null ? 0 : newest.version() + 1;
    long version = next + (dice.chance(GAPS) ? dice.nextInt(MAX_GAP) : 0);
    String tag = "s" + ++written;
    scheduler.after(step(), () -> upload(id, version, tag));
  }

  private void upload(String id, long version, String tag) {
    UUID uuid = new UUID(dice.nextLong(), dice.nextLong());
    String key = id + "/" + version + "/" + uuid + ".json";
    Location location =
        services.bucket().storeForeign(OPERATION, key, "application/octet-stream", tag);
    scheduler.after(step(), () -> services.put(id, version, location));
  }

  private long step() {
    return dice.spread(MIN_STEP, dice.chance(SLOW) ? slowestStep : MAX_STEP);
  }
}
