package dev.vhs.cli.shell;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * The progress of long work: a bar on a terminal, nothing elsewhere. Safe for use by many threads.
 */
public final class Progress implements AutoCloseable {
  private static final int WIDTH = 79;

  private final @Nullable ProgressBar bar;
  private final Sink err;

  private Progress(@Nullable ProgressBar bar, Sink err) {
    this.bar = bar;
    this.err = err;
  }

  /** Begins a bar if standard error is a terminal. */
  public static Progress of(Shell shell, String task) {
    if (!shell.err().isTerminal()) {
      return new Progress(null, shell.err());
    }
    PrintStream stream = new PrintStream(shell.err().stream(), true, StandardCharsets.UTF_8);
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(-1)
            .setUpdateIntervalMillis(200)
            .setStyle(ProgressBarStyle.ASCII)
            .setMaxRenderedLength(WIDTH)
            .setConsumer(new LeavingNoLine(stream))
            .clearDisplayOnFinish()
            .build();
    return new Progress(bar, shell.err());
  }

  /** Returns whether a bar is shown, so that it is worth finding out how much there is. */
  public boolean isShown() {
    return bar != null;
  }

  /** Sets the number of all steps. */
  public void total(long steps) {
    if (bar != null) {
      bar.maxHint(steps);
    }
  }

  /** Counts one step as done. */
  public void step() {
    if (bar != null) {
      bar.step();
    }
  }

  /** Sets the number of steps that are done. */
  public void at(long steps) {
    if (bar != null) {
      bar.stepTo(steps);
    }
  }

  /** Prints a line to standard error without spoiling the bar. */
  public void say(String line) {
    if (bar == null) {
      err.line(line);
    } else {
      // Over the bar, which is drawn again below.
      err.line("\r\u001b[2K" + line);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  /** A consumer that ends without the empty line which stays under a finished bar. */
  private static final class LeavingNoLine extends ConsoleProgressBarConsumer {
    private final PrintStream stream;

    LeavingNoLine(PrintStream stream) {
      super(stream, WIDTH);
      this.stream = stream;
    }

    @Override
    public void close() {
      stream.flush();
    }
  }
}
