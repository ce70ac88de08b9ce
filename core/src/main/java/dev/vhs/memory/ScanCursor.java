package dev.vhs.memory;

import org.jspecify.annotations.Nullable;

/**
 * The last row that a scan showed.
 *
 * @param id the row's id
 * @param version the row's version
 */
record ScanCursor(String id, long version) {
  /** A number below every version. */
  static final long BEFORE_ALL = -1;

  /** Returns the cursor of a text; without a text the one that begins a scan of a prefix. */
  static ScanCursor parse(@Nullable String text, String prefix) {
    if (text == null) {
      return new ScanCursor(prefix, BEFORE_ALL);
    }
    int slash = text.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException("'" + text + "' is no cursor of this index");
    }
    return new ScanCursor(text.substring(slash + 1), Long.parseLong(text.substring(0, slash)));
  }

  String text() {
    return version + "/" + id;
  }
}
