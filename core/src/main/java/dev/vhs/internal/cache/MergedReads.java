package dev.vhs.internal.cache;

import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.runtime.Tasks;
import dev.vhs.spi.Bytes;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The reads of objects that are under way. A caller that asks for the same value meanwhile waits
 * for the first read.
 */
public final class MergedReads {
  private final Tasks tasks;
  private final ConcurrentMap<ObjectValue, Tasks.Shared<Optional<Bytes>>> underWay =
      new ConcurrentHashMap<>();

  public MergedReads(Tasks tasks) {
    this.tasks = tasks;
  }

  /**
   * Returns the result of a read, or of another read of that value that is under way. If the other
   * one fails, the caller reads by itself: a failure belongs to the call whose read it was.
   *
   * @throws dev.vhs.StoreUnavailable if this call's deadline passes while it waits
   */
  public Optional<Bytes> read(
      ObjectValue asked, OperationContext context, Supplier<Optional<Bytes>> reading) {
    AtomicReference<Tasks.@Nullable Shared<Optional<Bytes>>> own = new AtomicReference<>();
    Tasks.Shared<Optional<Bytes>> shared =
        underWay.computeIfAbsent(
            asked,
            any -> {
              Tasks.Shared<Optional<Bytes>> mine = tasks.share(reading);
              own.set(mine);
              return mine;
            });
    if (shared == own.get()) {
      try {
        return shared.run();
      } finally {
        underWay.remove(asked, shared);
      }
    }
    if (shared.await(context.remaining())) {
      try {
        return shared.join();
      } catch (RuntimeException | Error e) {
        return reading.get();
      }
    }
    context.checkDeadline();
    return reading.get();
  }
}
