package dev.vhs;

import dev.vhs.internal.runtime.Periods;
import java.time.Duration;

/** The choice of the versions that {@code prune} keeps. The newest version always stays. */
public sealed interface RetentionPolicy {
  /**
   * A number of newest values; deletions between them don't count.
   *
   * @param values the number, at least 1
   */
  record Newest(long values) implements RetentionPolicy {
    public Newest {
      if (values < 1) {
        throw new InvalidRequest(
            "prune can't keep "
                + values
                + " values; expected 1 or more. To remove an id, purge it");
      }
    }
  }

  /**
   * The versions committed within a time before now, and all later versions than the first of
   * these.
   *
   * @param age the time, above zero
   */
  record YoungerThan(Duration age) implements RetentionPolicy {
    public YoungerThan {
      Periods.kept("an age", age);
      if (age.isNegative() || age.isZero()) {
        throw new InvalidRequest(
            "prune can't keep versions younger than " + age + "; expected a time above zero");
      }
    }
  }

  /** Keeps a number of newest values. */
  static RetentionPolicy newest(long values) {
    return new Newest(values);
  }

  /** Keeps the versions committed within a time before now. */
  static RetentionPolicy youngerThan(Duration age) {
    return new YoungerThan(age);
  }
}
