package dev.vhs.simulation.processes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A call of a process and what it was told, as two lines of a file.
 *
 * @param tag names the call, and the value that it writes
 * @param action what it did
 * @param id of what
 * @param began when, by the machine's clock that only goes forward, in nanoseconds
 * @param ended when it was told; {@link Long#MAX_VALUE} where it was not
 * @param answer what it was told
 * @param version the version that it wrote or was shown; -1 for none
 * @param shown the tag of the value that it was shown, or the error; empty for none
 */
record CallRecord(
    String tag,
    String action,
    String id,
    long began,
    long ended,
    Answer answer,
    long version,
    String shown) {
  /** The answer that a call was told. */
  enum Answer {
    /** It wrote that version. */
    WROTE,
    /** That version is the newest. */
    READ,
    /** There is no value. */
    ABSENT,
    /** It did what it was to do. */
    DONE,
    /** It failed, and wrote nothing. */
    REFUSED,
    /** It failed, and may have written. */
    UNKNOWN,
    /** Nothing: its process was killed. */
    NOTHING
  }

  private static final int BEGIN_WORDS = 5;
  private static final int END_WORDS = 6;

  /** Returns the line of its beginning. */
  String beginning() {
    return String.join("\t", "B", tag, Long.toString(began), action, id) + "\n";
  }

  /** Returns the line of its end. */
  String end() {
    return String.join(
            "\t", "E", tag, Long.toString(ended), answer.name(), Long.toString(version), shown)
        + "\n";
  }

  /** Returns the same call, told something. */
  CallRecord told(Answer what, long ofVersion, String value) {
    return ended(System.nanoTime(), what, ofVersion, value.replaceAll("\\s", " "));
  }

  private CallRecord ended(long at, Answer what, long ofVersion, String value) {
    return new CallRecord(tag, action, id, began, at, what, ofVersion, value);
  }

  /** Returns a call that begins now. */
  static CallRecord begin(String tag, String action, String id) {
    return begun(tag, action, id, System.nanoTime());
  }

  private static CallRecord begun(String tag, String action, String id, long at) {
    return new CallRecord(tag, action, id, at, Long.MAX_VALUE, Answer.NOTHING, -1, "");
  }

  /** Reads the calls of a file; its last line may be in part. */
  static List<CallRecord> read(Path file) throws IOException {
    Map<String, CallRecord> calls = new LinkedHashMap<>();
    String all = Files.readString(file, StandardCharsets.UTF_8);
    for (String line : all.substring(0, all.lastIndexOf('\n') + 1).split("\n", -1)) {
      String[] words = line.split("\t", -1);
      if (words.length == BEGIN_WORDS) {
        calls.put(words[1], begun(words[1], words[3], words[4], Long.parseLong(words[2])));
      } else if (words.length == END_WORDS) {
        calls.computeIfPresent(
            words[1],
            (tag, begun) ->
                begun.ended(
                    Long.parseLong(words[2]),
                    Answer.valueOf(words[3]),
                    Long.parseLong(words[4]),
                    words[5]));
      }
    }
    return new ArrayList<>(calls.values());
  }
}
