package dev.vhs.simulation.processes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value that tells who made it, and from which other one.
 *
 * @param tag the call that made it
 * @param base the tag of the value that it was made from; {@link #NOTHING} for none, {@link
 *     #WHATEVER} where that was not asked
 */
record Made(String tag, String base) {
  static final String NOTHING = "-";
  static final String WHATEVER = "*";

  private static final Pattern TEXT = Pattern.compile("([\\w.]+)<([\\w.*-]+)\\|\\.*");

  /** Returns the value with so many characters that say nothing. */
  String text(int padding) {
    return tag + "<" + base + "|" + ".".repeat(padding);
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if no process made it
   */
  static Made of(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a value that nobody made: " + text);
    }
    return new Made(matcher.group(1), matcher.group(2));
  }
}
