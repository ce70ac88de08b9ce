package dev.vhs.simulation;

import dev.vhs.spi.Bytes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A value that tells which write made it, and upon which value: {@code w12<w7|......}.
 *
 * @param tag the write's own name, used once
 * @param base the tag of the value that it was made from; {@link #NOTHING} where there was none
 * @param padding how many characters more, so that some are large
 */
record Value(String tag, String base, int padding) {
  /** The base of a value that was made from no other. */
  static final String NOTHING = "-";

  /** Returns a value made from none. */
  static Value of(String tag, int padding) {
    return new Value(tag, NOTHING, padding);
  }

  /** Returns this write's value made from another. */
  Value upon(String text) {
    return new Value(tag, parse(text).tag, padding);
  }

  /** Returns the value as the store keeps it. */
  String text() {
    return tag + "<" + base + "|" + ".".repeat(padding);
  }

  /** Reads a text; one that no simulated writer made is its own tag. */
  static Value parse(String text) {
    int bar = text.indexOf('|');
    int made = text.indexOf('<');
    if (bar < 0 || made < 0 || made > bar) {
      return of(text, 0);
    }
    return new Value(
        text.substring(0, made), text.substring(made + 1, bar), text.length() - bar - 1);
  }

  static @Nullable String text(@Nullable Bytes bytes) {
    return bytes == null ? null : new String(bytes.unsafeArray(), StandardCharsets.UTF_8);
  }
}
