package dev.vhs.cli.shell;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The library's messages in the words of the command. The library speaks to programs: it names
 * settings that only a program can change, and writes durations as Java does.
 */
final class PlainWords {
  /** The library's advice, and what it means to somebody who types. */
  private static final String[][] ADVICE = {
    {"Try again, or raise callTimeout", "Try again"},
    {"; raise callTimeout", "; try again"},
    {" (maxValueBytes)", ""},
    {"its writeId has", "its write id has"},
    {"recentWriteIds of ", "its recent write ids have "},
    {"upTo ", "its end "},
    {"maxDelete ", "--max-delete "},
    {" (maxConcurrency)", " with connections=… in the store's URI"},
    {"slowestDownload of ", "the slowest download of "},
    {"maxConcurrency ", "the number of connections "},
    {
      "or set java.io.tmpdir to another folder",
      "or name another folder, as in VHS_JAVA_OPTS=-Djava.io.tmpdir=/var/tmp"
    },
  };

  /** ISO 8601 durations as Java writes them, and quoted text so that it is passed over. */
  private static final Pattern ISO_OR_QUOTED =
      Pattern.compile(
          "(?<!\\w)'.*?'(?!\\w)|(?<![\\w-])-?PT(?=[\\d-])(?:-?\\d{1,15}H)?(?:-?\\d{1,15}M)?(?:-?\\d{1,15}(?:\\.\\d{1,9})?S)?\\b");

  private PlainWords() {}

  /** Returns the pieces of the library's messages that are said in other words. */
  static List<String> translated() {
    return Stream.of(ADVICE).map(advice -> advice[0]).toList();
  }

  /** Returns a message as the command says it. Text between single quotes is an id or a name. */
  static String of(String message) {
    StringBuilder plain = new StringBuilder();
    Matcher each = ISO_OR_QUOTED.matcher(message);
    while (each.find()) {
      String found = each.group();
      String shown = found.startsWith("'") ? found : Amounts.duration(Duration.parse(found));
      each.appendReplacement(plain, Matcher.quoteReplacement(shown));
    }
    String words = each.appendTail(plain).toString();
    for (String[] advice : ADVICE) {
      words = words.replace(advice[0], advice[1]);
    }
    return words;
  }
}
