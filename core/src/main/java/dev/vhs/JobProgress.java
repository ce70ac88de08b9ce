package dev.vhs;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The progress of a task that goes through a whole store. Immutable; figures may be added. */
public final class JobProgress {
  private final String phase;
  private final long done;
  private final String resumeToken;

  private JobProgress(Builder from) {
    this.phase = from.phase;
    this.done = from.done;
    this.resumeToken = from.resumeToken;
  }

  /**
   * Returns a builder of a progress.
   *
   * @param phase the phase that the task is in, a word for people
   * @param resumeToken the place where to go on
   */
  public static Builder builder(String phase, String resumeToken) {
    return new Builder(phase, resumeToken);
  }

  /** Returns the phase that the task is in, a word for people. */
  public String phase() {
    return phase;
  }

  /** Returns how many objects or rows the task has gone through in this phase. */
  public long done() {
    return done;
  }

  /**
   * Returns the place where to go on if the task ends here: text of ASCII characters, for {@link
   * JobOptions#resumeFrom}.
   */
  public String resumeToken() {
    return resumeToken;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JobProgress that
        && phase.equals(that.phase)
        && done == that.done
        && resumeToken.equals(that.resumeToken);
  }

  @Override
  public int hashCode() {
    return Objects.hash(phase, done, resumeToken);
  }

  @Override
  public String toString() {
    return "JobProgress[phase=" + phase + ", done=" + done + ", resumeToken=" + resumeToken + "]";
  }

  /** The builder of a progress; for the store, and for tests of applications. */
  public static final class Builder {
    private final String phase;
    private long done;
    private final String resumeToken;

    private Builder(String phase, String resumeToken) {
      this.phase = Objects.requireNonNull(phase, "phase");
      this.resumeToken = Objects.requireNonNull(resumeToken, "resumeToken");
    }

    /** Sets how many objects or rows the task has gone through in this phase. Default: 0. */
    public Builder done(long value) {
      this.done = value;
      return this;
    }

    /** Returns what was set, as one immutable value. */
    public JobProgress build() {
      return new JobProgress(this);
    }
  }
}
