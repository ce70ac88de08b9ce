package dev.vhs.internal.write;

import dev.vhs.Location;
import dev.vhs.OperationEvent;
import dev.vhs.VhsException;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.identity.BoundStore;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.runtime.Tasks;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The deletion of objects that no pointer names any more, off the caller's path. Objects that it
 * fails to delete are left to the sweep. It touches only objects that the store made for that id.
 */
public final class Reclaimer {
  private final StoreContext store;
  private final Map<Long, Tasks.Pending<?>> pending = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final Semaphore permits;

  public Reclaimer(StoreContext store) {
    this.store = store;
    this.permits = new Semaphore(store.settings().parallelism());
  }

  /**
   * Deletes the object of a pointer that was replaced, in the background if there is one. If
   * deletes don't keep up with writes, it deletes before it returns.
   */
  void reclaim(String id, BoundStore bound, Location location) {
    if (!owns(id, bound, location)) {
      return;
    }
    if (store.settings().reclaimBeforeReturning() || !permits.tryAcquire()) {
      delete(id, location);
      return;
    }
    long number = numbers.incrementAndGet();
    AtomicBoolean done = new AtomicBoolean();
    Tasks.Pending<Boolean> task;
    try {
      task =
          store
              .environment()
              .tasks()
              .start(
                  () -> {
                    try {
                      return delete(id, location);
                    } finally {
                      permits.release();
                      done.set(true);
                      pending.remove(number);
                    }
                  });
    } catch (RuntimeException | Error e) {
      permits.release();
      throw e;
    }
    pending.put(number, task);
    if (done.get()) {
      // The task ended before it was entered.
      pending.remove(number);
    }
  }

  /** Deletes the object of a write that certainly failed, before the failure is thrown. */
  void discard(String id, BoundStore bound, Location location) {
    if (owns(id, bound, location)) {
      delete(id, location);
    }
  }

  /** Returns whether an object is one that the store made for an id. */
  private static boolean owns(String id, BoundStore bound, Location location) {
    return bound.format().keys().owns(id, location);
  }

  private boolean delete(String id, Location location) {
    OperationContext context =
        new OperationContext(
            store.environment(), "reclaim", id, store.settings().callTimeout(), true);
    VhsException failure = null;
    store.cache().removed(location);
    try {
      store.objects().delete(location, context.forRequest());
    } catch (VhsException e) {
      failure = e;
    }
    if (store.settings().listener() != null) {
      store
          .settings()
          .listener()
          .completed(
              OperationEvent.builder("reclaim")
                  .failure(failure)
                  .duration(Duration.ofNanos(context.elapsedNanos()))
                  .requests(context.requests())
                  .retries(context.retries())
                  .bytes(context.bytes())
                  .build());
    }
    return failure == null;
  }

  /** Waits for the deletes under way, no longer than a limit. */
  public void finish(Duration limit) {
    long deadline = store.environment().nanoTime().getAsLong() + limit.toNanos();
    for (Tasks.Pending<?> task : pending.values()) {
      long left = deadline - store.environment().nanoTime().getAsLong();
      if (!task.await(Duration.ofNanos(Math.max(0, left)))) {
        return;
      }
    }
  }
}
