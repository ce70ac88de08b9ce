package dev.vhs.examples.backend;

import org.jspecify.annotations.Nullable;

/**
 * The last row that a scan showed.
 *
 * @param id its id
 * @param version its version
 */
record ScanCursor(String id, long version) {
  /** Below every version. */
  static final long BEFORE_ALL = -1;

  /** Returns the place behind all rows of an id. */
  static ScanCursor after(String id) {
    return new ScanCursor(id, Long.MAX_VALUE);
  }

  static ScanCursor parse(@Nullable String text) {
    if (text == null) {
      return new ScanCursor("", BEFORE_ALL);
    }
    int slash = text.indexOf('/');
    return new ScanCursor(text.substring(slash + 1), Long.parseLong(text.substring(0, slash)));
  }

  String text() {
    return version + "/" + id;
  }
}
