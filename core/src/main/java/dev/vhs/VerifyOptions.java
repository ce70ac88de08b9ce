package dev.vhs;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The options of a verification. Immutable: each method returns options with one thing changed. */
public final class VerifyOptions {
  /** The options of a verification that looks for every object, and changes nothing. */
  public static final VerifyOptions DEFAULT = new VerifyOptions(false, null, JobOptions.DEFAULT);

  private final boolean deep;
  private final @Nullable Consumer<Repair> journal;
  private final JobOptions work;

  private VerifyOptions(boolean deep, @Nullable Consumer<Repair> journal, JobOptions work) {
    this.deep = deep;
    this.journal = journal;
    this.work = work;
  }

  /** Makes the verification read every object and check its bytes. */
  public VerifyOptions deep() {
    return new VerifyOptions(true, journal, work);
  }

  /**
   * Makes the verification repair what is certain: it brings an object back that a pointer names
   * and that was deleted in a bucket with versioning, if the bucket keeps exactly one version of
   * it, and that has the size that the pointer says. No value is ever deleted.
   *
   * @param told receives each repair before it begins and after it has ended, one call at a time;
   *     if it throws, the verification ends, and a repair that it received may not have begun
   */
  public VerifyOptions repair(Consumer<Repair> told) {
    return new VerifyOptions(deep, told, work);
  }

  /** Sets the segment, the rate and the place to go on from. */
  public VerifyOptions work(JobOptions options) {
    return new VerifyOptions(deep, journal, options);
  }

  /** Returns whether every object is read. */
  public boolean isDeep() {
    return deep;
  }

  /** Returns the receiver of repairs; empty if nothing is repaired. */
  public Optional<Consumer<Repair>> repairs() {
    return Optional.ofNullable(journal);
  }

  /** Returns the segment, the rate and the place to go on from. */
  public JobOptions work() {
    return work;
  }
}
