package dev.vhs;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How to sweep. Immutable: each method gives options with one thing changed. */
public final class SweepOptions {
  /**
   * The store's own grace period; deletes; stops if over a tenth of the objects look like orphans.
   */
  public static final SweepOptions DEFAULT =
      new SweepOptions(null, false, null, JobOptions.DEFAULT);

  private final @Nullable Duration grace;
  private final boolean dryRun;
  private final @Nullable Long maxDelete;
  private final JobOptions work;

  private SweepOptions(
      @Nullable Duration grace, boolean dryRun, @Nullable Long maxDelete, JobOptions work) {
    this.grace = grace;
    this.dryRun = dryRun;
    this.maxDelete = maxDelete;
    this.work = work;
  }

  /** With a longer grace period; a shorter one than the store's is refused. */
  public SweepOptions grace(Duration longer) {
    return new SweepOptions(longer, dryRun, maxDelete, work);
  }

  /** Without deleting anything. */
  public SweepOptions dryRun() {
    return new SweepOptions(grace, true, maxDelete, work);
  }

  /** Deleting up to so many objects, whatever part of all they are. */
  public SweepOptions maxDelete(long objects) {
    if (objects < 0) {
      throw new InvalidRequest("gc can't delete " + objects + " objects at most");
    }
    return new SweepOptions(grace, dryRun, objects, work);
  }

  /**
   * In segments, at a rate, going on from a token. Each segment counts its own orphans, and each
   * lists all objects: it is reading their ids' rows that takes long.
   */
  public SweepOptions work(JobOptions options) {
    return new SweepOptions(grace, dryRun, maxDelete, options);
  }

  /** The grace period, where it is not the store's. */
  public Optional<Duration> grace() {
    return Optional.ofNullable(grace);
  }

  /** Whether nothing is deleted. */
  public boolean isDryRun() {
    return dryRun;
  }

  /** How many objects may be deleted, where that was said. */
  public OptionalLong maxDelete() {
    return maxDelete == null ? OptionalLong.empty() : OptionalLong.of(maxDelete);
  }

  /** How the work is done. */
  public JobOptions work() {
    return work;
  }
}
