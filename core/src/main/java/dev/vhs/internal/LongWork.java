package dev.vhs.internal;

import dev.vhs.WorkOptions;
import dev.vhs.WorkProgress;
import dev.vhs.spi.ScanRequest;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work that goes through a whole store, done as its options say. */
final class LongWork {
  private final Engine engine;
  private final WorkOptions options;
  private final OperationCall call;
  private final @Nullable Pace pace;

  LongWork(Engine engine, WorkOptions options, OperationCall call) {
    this.engine = engine;
    this.options = options;
    this.call = call;
    this.pace = options.rate().isEmpty() ? null : new Pace(call, options.rate().getAsDouble());
  }

  Engine engine() {
    return engine;
  }

  WorkOptions options() {
    return options;
  }

  OperationCall call() {
    return call;
  }

  /** How many requests are under way at once. */
  int parallelism() {
    return options.parallelism().orElse(engine.settings().parallelism());
  }

  /** Waits until more requests may be sent. */
  void keepPace() {
    if (pace != null) {
      pace.keep();
    }
  }

  /** Does something for each piece of work, several at once; the results in the order given. */
  <W, R> List<R> all(List<W> work, Function<W, R> operation) {
    return SideBySide.all(engine.environment().tasks(), parallelism(), work, operation);
  }

  /** Whether what has that name belongs to the segment that is worked on. */
  boolean isMine(String name) {
    return ScanRequest.segmentOf(name, options.of()) == options.segment();
  }

  /**
   * Tells how far it came, where somebody wants to know.
   *
   * @param checkpoint makes what another process can go on from
   */
  void tell(String phase, long done, Supplier<Checkpoint> checkpoint) {
    options
        .progress()
        .ifPresent(
            listener -> listener.accept(new WorkProgress(phase, done, checkpoint.get().token())));
  }
}
