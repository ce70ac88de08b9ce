package dev.vhs.testkit.emulators;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/** A reader of what a process prints, so that it never waits to print; it keeps the last lines. */
final class OutputTail {
  private static final int LINES = 60;

  /** The time that a process which this one started may hold the output open. */
  private static final Duration END_LIMIT = Duration.ofSeconds(2);

  private final Queue<String> lines = new ArrayDeque<>();
  private final Thread reader;

  OutputTail(InputStream output) {
    reader = new Thread(() -> read(output), "vhs-emulator-output");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(InputStream output) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      add("(its output could not be read any further: " + e + ")");
    }
  }

  private synchronized void add(String line) {
    if (lines.size() == LINES) {
      lines.remove();
    }
    lines.add(line);
  }

  /** Returns the last lines of a process that has ended. */
  String text() {
    try {
      reader.join(END_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      return String.join(System.lineSeparator(), lines);
    }
  }
}
