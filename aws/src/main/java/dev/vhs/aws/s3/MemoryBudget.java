package dev.vhs.aws.s3;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** How much memory all transfers of a store may take together. Safe for use by many threads. */
final class MemoryBudget {
  private static final int UNIT_BYTES = 1024;

  private final Semaphore units;

  MemoryBudget(long bytes) {
    this.units = new Semaphore(units(bytes));
  }

  private static int units(long bytes) {
    return Math.toIntExact(Math.min(Integer.MAX_VALUE, bytes / UNIT_BYTES + 1));
  }

  /** Takes so many bytes; null where there aren't as many left, without waiting. */
  @Nullable Lease tryTake(long bytes) {
    int taken = units(bytes);
    return units.tryAcquire(taken) ? new Lease(taken) : null;
  }

  /** Memory that was taken, to be given back once; again does nothing. */
  final class Lease implements AutoCloseable {
    private final int taken;
    private final AtomicBoolean returned = new AtomicBoolean();

    private Lease(int taken) {
      this.taken = taken;
    }

    @Override
    public void close() {
      if (returned.compareAndSet(false, true)) {
        units.release(taken);
      }
    }
  }
}
