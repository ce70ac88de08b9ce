package dev.vhs.cli.transfer;

import dev.vhs.AccessDenied;
import dev.vhs.Problem;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.cli.shell.ClosedPipe;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.Globals;
import dev.vhs.cli.shell.Printable;
import dev.vhs.cli.shell.Progress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What came of each of many items. An item that fails is reported and counted, and the others go
 * on; what every other item would meet too (no access, not this store, no service) ends the work.
 */
final class Tally {
  private static final int NONE = -1;

  private final Progress progress;
  private final String program;
  private final boolean json;
  private final long begun = System.nanoTime();
  private final LongAdder done = new LongAdder();
  private final LongAdder unchanged = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final AtomicInteger exitCode = new AtomicInteger(NONE);

  Tally(String program, Globals globals, Progress progress) {
    this.program = program;
    this.json = globals.json;
    this.progress = progress;
  }

  /** One was written. */
  void done(long size) {
    done.increment();
    bytes.add(Math.max(0, size));
  }

  /** One was there already. */
  void unchanged() {
    unchanged.increment();
  }

  /** One failed. */
  void failed(String item, Throwable thrown) {
    if (thrown instanceof AccessDenied
        || thrown instanceof StoreMismatch
        || thrown instanceof StoreUnavailable) {
      throw (RuntimeException) thrown;
    }
    if (thrown instanceof ClosedPipe || thrown instanceof Error) {
      throw new IllegalStateException(Failure.message(thrown), thrown);
    }
    Failure failure = Failure.of(thrown);
    int code = failure.exitCode();
    failed.increment();
    exitCode.updateAndGet(before -> before == NONE || before == code ? code : Failure.OTHER);
    progress.say(
        json
            ? failure.json(item)
            : program
                + ": "
                + Printable.id(item)
                + ": "
                + Printable.line(String.valueOf(failure.getMessage())));
  }

  /** What can't be read was passed over. */
  void damaged(Problem problem) {
    failed(
        problem.id(),
        new Failure(
            Failure.DAMAGED, problem.detail(), problem.id(), (Long) problem.version(), null));
  }

  long doneCount() {
    return done.sum();
  }

  long unchangedCount() {
    return unchanged.sum();
  }

  long bytesDone() {
    return bytes.sum();
  }

  long failedCount() {
    return failed.sum();
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** 0, or that of what failed; 1 where failures were of several kinds. */
  int exitCode() {
    return Math.max(0, exitCode.get());
  }
}
