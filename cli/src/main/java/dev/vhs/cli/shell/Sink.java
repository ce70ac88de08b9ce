package dev.vhs.cli.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Standard output, standard error or a device: lines in UTF-8, and bytes. Safe for use by many
 * threads.
 *
 * <p>If standard output fails, so does the command. Standard error passes each line on at once,
 * since no command ends it; a message that it can't take is dropped, as there is nowhere else to
 * say it.
 */
public final class Sink {
  private static final long LAST_FLUSH_MILLIS = 500;

  private final OutputStream stream;
  private final @Nullable Path file;
  private final boolean mustWork;
  private final Style style;
  private final boolean terminal;

  /**
   * Constructs a sink.
   *
   * @param file a path to what the stream writes to; null if there is none
   */
  Sink(OutputStream stream, @Nullable Path file, boolean mustWork, Style style, boolean terminal) {
    this.stream = stream;
    this.file = file;
    this.mustWork = mustWork;
    this.style = style;
    this.terminal = terminal;
  }

  /** Returns a sink into an open device or pipe. */
  public static Sink into(OutputStream stream, Path file) {
    return new Sink(stream, file, true, Style.PLAIN, false);
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
    if (stream instanceof PipedOutputStream || (file != null && Pipes.isPipe(file))) {
      throw new ClosedPipe(e);
    }
    String where = file == null || file.equals(Shell.OUT) ? "standard output" : file.toString();
    throw new Failure(Failure.OTHER, "Can't write to " + where + ": " + Failure.message(e), e);
  }

  /**
   * Passes on what was written when the process ends by a signal. Does not wait for a reader that
   * takes nothing.
   */
  public void flushAtExit() {
    Runtime.getRuntime().addShutdownHook(new LastFlush());
  }

  private final class LastFlush extends Thread {
    @Override
    public void run() {
      // Another thread may wait in the middle of a write.
      Thread flushing =
          new Thread() {
            @Override
            public void run() {
              try {
                flush();
              } catch (ClosedPipe | Failure e) {
                // The process ends, and its exit code says by what.
              }
            }
          };
      flushing.setDaemon(true);
      flushing.start();
      try {
        flushing.join(LAST_FLUSH_MILLIS);
      } catch (InterruptedException e) {
        interrupt();
      }
    }
  }
}
