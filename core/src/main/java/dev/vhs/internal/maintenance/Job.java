package dev.vhs.internal.maintenance;

import dev.vhs.JobOptions;
import dev.vhs.JobProgress;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.runtime.Pace;
import dev.vhs.internal.runtime.SideBySide;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.ScanRequest;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work that goes through a whole store, done as its options say. */
public final class Job {
  private final StoreContext store;
  private final JobOptions options;
  private final OperationContext context;
  private final @Nullable Pace pace;

  public Job(StoreContext store, JobOptions options, OperationContext context) {
    this.store = store;
    this.options = options;
    this.context = context;
    this.pace = options.rate().isEmpty() ? null : new Pace(context, options.rate().getAsDouble());
  }

  StoreContext store() {
    return store;
  }

  JobOptions options() {
    return options;
  }

  public OperationContext call() {
    return context;
  }

  /** Returns the context of one request, which has a deadline though the work has none. */
  public RequestContext request() {
    return context.forRequest();
  }

  /** Returns the number of requests that are under way at once. */
  int parallelism() {
    return options.parallelism().orElse(store.settings().parallelism());
  }

  /** Waits until more requests may be sent. */
  public void keepPace() {
    if (pace != null) {
      pace.keep();
    }
  }

  /**
   * Does something for each piece of work, several at once, and returns the results in the order
   * given.
   */
  public <W, R> List<R> all(List<W> work, Function<W, R> operation) {
    return SideBySide.all(store.environment().tasks(), parallelism(), work, operation);
  }

  /** Returns whether a name belongs to the segment that is worked on. */
  public boolean isMine(String name) {
    return ScanRequest.segmentOf(name, options.of()) == options.segment();
  }

  /**
   * Reports the progress, if there is a listener.
   *
   * @param checkpoint makes the checkpoint from which another process can go on
   */
  public void tell(String phase, long done, Supplier<Checkpoint> checkpoint) {
    options
        .progress()
        .ifPresent(
            listener ->
                listener.accept(
                    JobProgress.builder(phase, checkpoint.get().token()).done(done).build()));
  }
}
