package dev.vhs.cli.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Standard output or standard error: lines in UTF-8, and bytes. Safe for use by many threads.
 *
 * <p>If standard output fails, so does the command. Standard error passes each line on at once,
 * since no command ends it; a message that it can't take is dropped, as there is nowhere else to
 * say it.
 */
public final class Sink {
  private final OutputStream stream;
  private final boolean mustWork;
  private final Style style;
  private final boolean terminal;

  Sink(OutputStream stream, boolean mustWork, Style style, boolean terminal) {
    this.stream = stream;
    this.mustWork = mustWork;
    this.style = style;
    this.terminal = terminal;
  }

  /** Returns whether this is a terminal. */
  public boolean isTerminal() {
    return terminal;
  }

  /** Returns the style for emphasis here: plain unless this is a terminal. */
  public Style style() {
    return style;
  }

  /** Writes a line. It leaves at once on a terminal and on standard error. */
  public synchronized void line(String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    write(bytes, 0, bytes.length);
    if (terminal || !mustWork) {
      flush();
    }
  }

  /**
   * Writes bytes.
   *
   * @throws ClosedPipe if the reader has gone
   */
  public synchronized void write(byte[] bytes, int offset, int length) {
    try {
      stream.write(bytes, offset, length);
    } catch (IOException e) {
      failed(e);
    }
  }

  /** Passes on all that was written. */
  public synchronized void flush() {
    try {
      stream.flush();
    } catch (IOException e) {
      failed(e);
    }
  }

  /** Returns the stream itself, for writers that want one. Their failures are not translated. */
  OutputStream stream() {
    return stream;
  }

  private void failed(IOException e) {
    if (!mustWork) {
      return;
    }
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("pipe") || message.contains("closed")) {
      throw new ClosedPipe(e);
    }
    throw new Failure(Failure.OTHER, "Can't write to standard output: " + e.getMessage(), e);
  }
}
