package dev.vhs.cli.transfer;

import dev.vhs.AccessDenied;
import dev.vhs.Problem;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.cli.shell.ClosedPipe;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.Globals;
import dev.vhs.cli.shell.Json;
import dev.vhs.cli.shell.Printable;
import dev.vhs.cli.shell.Progress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The results of many items. An item that fails is reported and counted, and the others go on. A
 * failure that every other item would meet too (no access, another store, no service) ends the
 * work.
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

  /** Counts an item that was written. */
  void done(long size) {
    done.increment();
    bytes.add(Math.max(0, size));
  }

  /** Counts an item that was there already. */
  void unchanged() {
    unchanged.increment();
  }

  /** Reports and counts an item that failed. */
  void failed(String item, Throwable thrown) {
    if (thrown instanceof AccessDenied
        || thrown instanceof StoreMismatch
        || thrown instanceof StoreUnavailable) {
      throw (RuntimeException) thrown;
    }
    if (thrown instanceof ClosedPipe e) {
      throw e;
    }
    if (thrown instanceof Error e) {
      throw e;
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

  /** Says what a user should know of an item that did not fail. */
  void say(String item, String message) {
    if (json) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("warning", message);
      members.put("id", item);
      progress.say(Json.line(members));
    } else {
      progress.say(program + ": " + Printable.id(item) + ": " + Printable.line(message));
    }
  }

  /** Reports and counts an entry that can't be read. */
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

  /** Returns 0, or the exit code of what failed; 1 if failures were of several kinds. */
  int exitCode() {
    return Math.max(0, exitCode.get());
  }
}
