package dev.vhs.cli.shell;

import java.util.LinkedHashMap;
import java.util.Map;

/** The result of a command: named figures, in order, and a sentence for people. */
public final class Report {
  private final Map<String, Object> members = new LinkedHashMap<>();

  /** Adds a figure under the name that {@code --json} gives it. */
  public Report with(String name, Object value) {
    members.put(name, value);
    return this;
  }

  /** Prints the figures as JSON, or the sentence. */
  public void print(Shell shell, Globals globals, String sentence) {
    shell.out().line(globals.json ? Json.line(members) : sentence);
  }

  /** Prints the figures as JSON, or a line for each. */
  public void print(Shell shell, Globals globals) {
    if (globals.json) {
      shell.out().line(Json.line(members));
      return;
    }
    members.forEach(
        (name, value) -> {
          String label = words(name);
          String text =
              value instanceof Long number ? Amounts.grouped(number) : String.valueOf(value);
          shell.out().line(Printable.padded(label, 14) + "  " + Printable.line(text));
        });
  }

  /** Returns {@code stored bytes} for {@code storedBytes}. */
  private static String words(String name) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      words.append(Character.isUpperCase(c) ? " " + Character.toLowerCase(c) : c);
    }
    return words.toString();
  }
}
