package dev.vhs;

import dev.vhs.internal.runtime.Periods;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The options of a sweep. Immutable: each method returns options with one thing changed. */
public final class SweepOptions {
  /**
   * The default options: the sweep goes by the store's own grace period, deletes, and stops if over
   * a tenth of the objects look like orphans.
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

  /** Sets a longer grace period; a shorter one than the store's is refused. */
  public SweepOptions grace(Duration longer) {
    return new SweepOptions(Periods.kept("a grace period", longer), dryRun, maxDelete, work);
  }

  /** Makes the sweep delete nothing. */
  public SweepOptions dryRun() {
    return new SweepOptions(grace, true, maxDelete, work);
  }

  /**
   * Sets how many objects may be deleted, even if they are over a tenth of all. Default: a tenth of
   * all.
   */
  public SweepOptions maxDelete(long objects) {
    if (objects < 0) {
      throw new InvalidRequest("maxDelete " + objects + " is not valid; expected 0 or more");
    }
    return new SweepOptions(grace, dryRun, objects, work);
  }

  /**
   * Sets the segment, the rate and the place to go on from. Each segment counts its own orphans,
   * and each lists all objects: reading the rows of their ids is what takes long.
   */
  public SweepOptions work(JobOptions options) {
    return new SweepOptions(grace, dryRun, maxDelete, options);
  }

  /** Returns the grace period; empty for the store's own. */
  public Optional<Duration> grace() {
    return Optional.ofNullable(grace);
  }

  /** Returns whether nothing is deleted. */
  public boolean isDryRun() {
    return dryRun;
  }

  /** Returns the number of objects that may be deleted; empty for a tenth of all. */
  public OptionalLong maxDelete() {
    return maxDelete == null ? OptionalLong.empty() : OptionalLong.of(maxDelete);
  }

  /** Returns the segment, the rate and the place to go on from. */
  public JobOptions work() {
    return work;
  }
}
