package dev.vhs.cli.shell;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The stacks that {@code --verbose} prints. The JDK's own would print what servers and rows say as
 * it is, with line breaks and all.
 */
public final class StackText {
  private StackText() {}

  /** Returns the stack of a failure and of its causes, a line for each frame. */
  public static String of(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    append(text, "", "", thrown, new StackTraceElement[0], seen);
    return text.toString().stripTrailing();
  }

  private static void append(
      StringBuilder text,
      String indent,
      String caption,
      Throwable thrown,
      StackTraceElement[] above,
      Set<Throwable> seen) {
    text.append(indent).append(caption).append(Printable.message(thrown.toString()));
    if (!seen.add(thrown)) {
      text.append(" (again)\n");
      return;
    }
    text.append('\n');
    StackTraceElement[] frames = thrown.getStackTrace();
    int common = 0;
    while (common < Math.min(frames.length, above.length)
        && frames[frames.length - 1 - common].equals(above[above.length - 1 - common])) {
      common++;
    }
    for (int i = 0; i < frames.length - common; i++) {
      text.append(indent).append("\tat ").append(Printable.line(frames[i].toString())).append('\n');
    }
    if (common > 0) {
      text.append(indent).append("\t... ").append(common).append(" more\n");
    }
    for (Throwable each : thrown.getSuppressed()) {
      append(text, indent + "\t", "Suppressed: ", each, frames, seen);
    }
    if (thrown.getCause() != null) {
      append(text, indent, "Caused by: ", thrown.getCause(), frames, seen);
    }
  }
}
