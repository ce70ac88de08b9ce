package dev.vhs.internal.cache;

import dev.vhs.Location;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.runtime.Tasks;
import dev.vhs.spi.Bytes;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads of objects under way: whoever asks for the same one meanwhile waits for the first. */
final class MergedReads {
  private final Tasks tasks;
  private final ConcurrentMap<Location, Tasks.Shared<Optional<Bytes>>> underWay =
      new ConcurrentHashMap<>();

  MergedReads(Tasks tasks) {
    this.tasks = tasks;
  }

  /**
   * What a read gives, or another of that object that is under way. One that failed, or that takes
   * longer than this call may, is no one else's failure.
   */
  Optional<Bytes> read(
      Location location, OperationContext context, Supplier<Optional<Bytes>> reading) {
    AtomicReference<Tasks.@Nullable Shared<Optional<Bytes>>> own = new AtomicReference<>();
    Tasks.Shared<Optional<Bytes>> shared =
        underWay.computeIfAbsent(
            location,
            any -> {
              Tasks.Shared<Optional<Bytes>> mine = tasks.share(reading);
              own.set(mine);
              return mine;
            });
    if (shared == own.get()) {
      try {
        return shared.run();
      } finally {
        underWay.remove(location, shared);
      }
    }
    if (shared.await(context.remaining())) {
      try {
        return shared.join();
      } catch (RuntimeException e) {
        return reading.get();
      }
    }
    context.checkDeadline();
    return reading.get();
  }
}
