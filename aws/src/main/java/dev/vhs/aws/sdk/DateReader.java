package dev.vhs.aws.sdk;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A reader of dates in whole seconds that remembers the last one: at hundreds of requests a second
 * most dates are the same, and parsing one takes microseconds. Safe for use by many threads.
 */
final class DateReader {
  private final DateTimeFormatter format;
  private volatile @Nullable Known last;

  private record Known(String text, Instant date) {}

  DateReader(DateTimeFormatter format) {
    this.format = format;
  }

  /**
   * Returns the date in a text.
   *
   * @throws java.time.DateTimeException if the text is not a date of this format
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
