package dev.vhs.testkit.emulators;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/** Takes in what a process prints, so that it never waits to print, and keeps the last lines. */
final class OutputTail {
  private static final int LINES = 60;

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

  /** The last lines. */
  synchronized String text() {
    return String.join(System.lineSeparator(), lines);
  }
}
