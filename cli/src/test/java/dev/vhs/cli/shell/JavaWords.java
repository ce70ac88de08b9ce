package dev.vhs.cli.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words that only somebody who knows Java understands. No message may have one. */
public final class JavaWords {
  private static final Pattern QUOTED = Pattern.compile("(?<!\\w)'.*?'(?!\\w)");

  /** Names of classes, identifiers in camel case, ISO 8601 durations, and types. */
  private static final Pattern WORDS =
      Pattern.compile(
          "\\b\\w*[a-z]\\w*(Exception|Error)\\b|(?<![@$\\w])[a-z]{2,}[0-9]*[A-Z]\\w*|\\b(java|javax|jdk|dev\\.vhs|software\\.amazon)\\.\\w+|\\bP(T-?\\d|\\d+[DWMY])|class"
              + " ?path|module path|\\bnull\\b|\\ba"
              + " long\\b|\\bint\\b|\\bboolean\\b|\\benum\\b|Value for option"
              + " option|\\w+@[0-9a-f]{6,}\\b");

  private JavaWords() {}

  /** Returns the first such word outside of quotes, or an empty text. */
  public static String in(String message) {
    Matcher word = WORDS.matcher(QUOTED.matcher(message).replaceAll("''"));
    return word.find() ? word.group() : "";
  }

  /** Returns a message of the library in the words of the command. */
  public static String plain(String message) {
    return PlainWords.of(message);
  }
}
