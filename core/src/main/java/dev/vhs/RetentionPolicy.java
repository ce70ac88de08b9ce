package dev.vhs;

import java.time.Duration;

/** Which versions of an id {@code prune} leaves. The newest version always stays. */
public sealed interface RetentionPolicy {
  /**
   * The newest values, so many; deletions between them don't count.
   *
   * @param values how many, at least 1
   */
  record Newest(long values) implements RetentionPolicy {
    public Newest {
      if (values < 1) {
        throw new InvalidRequest(
            "prune keeps at least 1 value, not " + values + "; to remove all of an id, purge it");
      }
    }
  }

  /**
   * The versions committed within a time, and all after the first of these.
   *
   * @param age how far back, more than zero
   */
  record YoungerThan(Duration age) implements RetentionPolicy {
    public YoungerThan {
      if (age.isNegative() || age.isZero()) {
        throw new InvalidRequest("prune keeps versions younger than a time above zero, not " + age);
      }
    }
  }

  /** The newest values, so many. */
  static RetentionPolicy newest(long values) {
    return new Newest(values);
  }

  /** The versions committed within a time. */
  static RetentionPolicy youngerThan(Duration age) {
    return new YoungerThan(age);
  }
}
