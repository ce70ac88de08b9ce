package dev.vhs.aws.sdk;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates of whole seconds, and remembers the last: at hundreds of requests a second most are
 * the same, and to parse one takes microseconds. Safe for use by many threads.
 */
final class DateReader {
  private final DateTimeFormatter format;
  private volatile @Nullable Known last;

  private record Known(String text, Instant date) {}

  DateReader(DateTimeFormatter format) {
    this.format = format;
  }

  /**
   * The date that a text says.
   *
   * @throws java.time.DateTimeException if it says none
   */
  Instant read(String text) {
    Known known = last;
    if (known == null || !known.text().equals(text)) {
      known = new Known(text, format.parse(text, Instant::from));
      last = known;
    }
    return known.date();
  }
}
