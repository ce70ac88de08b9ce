package dev.vhs.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Standard output or standard error: lines in UTF-8, and bytes. Safe for use by many threads. */
final class Sink {
  private final OutputStream stream;
  private final Style style;
  private final boolean terminal;

  Sink(OutputStream stream, Style style, boolean terminal) {
    this.stream = stream;
    this.style = style;
    this.terminal = terminal;
  }

  /** Whether people look on. */
  boolean isTerminal() {
    return terminal;
  }

  /** How to emphasise here: not at all where no terminal is. */
  Style style() {
    return style;
  }

  /** Writes a line; at once where people look on. */
  synchronized void line(String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    write(bytes, 0, bytes.length);
    if (terminal) {
      flush();
    }
  }

  /**
   * Writes bytes.
   *
   * @throws ClosedPipe if nobody reads any more
   */
  synchronized void write(byte[] bytes, int offset, int length) {
    try {
      stream.write(bytes, offset, length);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  synchronized void flush() {
    try {
      stream.flush();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** The stream itself, for writers that want one; their failures are not translated. */
  OutputStream stream() {
    return stream;
  }

  private static RuntimeException failed(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("broken pipe")
        || message.contains("pipe is being closed")
        || message.contains("closed")) {
      return new ClosedPipe(e);
    }
    return new Failure(Failure.OTHER, "can't write to standard output: " + e.getMessage(), e);
  }
}
