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
  public static final SweepOptions DEFAULT = new SweepOptions(null, false, null);

  private final @Nullable Duration grace;
  private final boolean dryRun;
  private final @Nullable Long maxDelete;

  private SweepOptions(@Nullable Duration grace, boolean dryRun, @Nullable Long maxDelete) {
    this.grace = grace;
    this.dryRun = dryRun;
    this.maxDelete = maxDelete;
  }

  /** With a longer grace period; a shorter one than the store's is refused. */
  public SweepOptions grace(Duration longer) {
    return new SweepOptions(longer, dryRun, maxDelete);
  }

  /** Without deleting anything. */
  public SweepOptions dryRun() {
    return new SweepOptions(grace, true, maxDelete);
  }

  /** Deleting up to so many objects, whatever part of all they are. */
  public SweepOptions maxDelete(long objects) {
    if (objects < 0) {
      throw new InvalidRequest("gc can't delete " + objects + " objects at most");
    }
    return new SweepOptions(grace, dryRun, objects);
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
}
