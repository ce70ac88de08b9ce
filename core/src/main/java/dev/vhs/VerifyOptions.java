package dev.vhs;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How to verify. Immutable: each method gives options with one thing changed. */
public final class VerifyOptions {
  /** Looks for every object, and changes nothing. */
  public static final VerifyOptions DEFAULT = new VerifyOptions(false, null, JobOptions.DEFAULT);

  private final boolean deep;
  private final @Nullable Consumer<Repair> journal;
  private final JobOptions work;

  private VerifyOptions(boolean deep, @Nullable Consumer<Repair> journal, JobOptions work) {
    this.deep = deep;
    this.journal = journal;
    this.work = work;
  }

  /** Reading every object, and checking its bytes. */
  public VerifyOptions deep() {
    return new VerifyOptions(true, journal, work);
  }

  /**
   * Repairing what is certain, and nothing else: where a pointer's object was deleted in a bucket
   * with versioning, and its one version is of the size that the pointer says, the object is
   * brought back. No value is ever deleted.
   *
   * @param told is told of each repair before it begins and when it has ended, one call at a time;
   *     if it throws, the verification ends, and what it was told of may not have begun
   */
  public VerifyOptions repair(Consumer<Repair> told) {
    return new VerifyOptions(deep, told, work);
  }

  /** In segments, at a rate, going on from a token. */
  public VerifyOptions work(JobOptions options) {
    return new VerifyOptions(deep, journal, options);
  }

  /** Whether every object is read. */
  public boolean isDeep() {
    return deep;
  }

  /** Who is told of repairs, where there are to be any. */
  public Optional<Consumer<Repair>> repairs() {
    return Optional.ofNullable(journal);
  }

  /** How the work is done. */
  public JobOptions work() {
    return work;
  }
}
