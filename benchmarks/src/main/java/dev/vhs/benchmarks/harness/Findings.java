package dev.vhs.benchmarks.harness;

import java.time.Duration;
import java.util.List;

/**
 * The results of a chapter.
 *
 * @param key the chapter's
 * @param title the chapter's
 * @param note the chapter's
 * @param seconds how long it took
 * @param loadBefore how many processes wanted a processor when it began, a minute's average
 * @param loadAfter the same when it ended
 * @param rows what it told
 */
public record Findings(
    String key,
    String title,
    String note,
    double seconds,
    double loadBefore,
    double loadAfter,
    List<Row> rows) {
  private static final double MILLIS_PER_SECOND = 1e3;

  public Findings {
    rows = List.copyOf(rows);
  }

  /** Returns the time that the chapter took. */
  Duration took() {
    return Duration.ofMillis(Math.round(seconds * MILLIS_PER_SECOND));
  }

  /** Returns the findings of a chapter that ends now. */
  static Findings of(Chapter chapter, Duration took, double loadBefore, List<Row> rows) {
    return new Findings(
        chapter.key(),
        chapter.title(),
        chapter.note(),
        took.toMillis() / MILLIS_PER_SECOND,
        loadBefore,
        Machine.load(),
        rows);
  }
}
