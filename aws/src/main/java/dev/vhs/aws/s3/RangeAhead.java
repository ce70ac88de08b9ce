package dev.vhs.aws.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * A range of an object that another thread fetches ahead of the reader, and the memory for it. The
 * memory is given back when nobody fills or reads it any more, however the fetch ends.
 */
final class RangeAhead {
  private final MemoryBudget.Lease lease;
  private final Future<ChunkedBytes> bytes;
  private boolean filling;
  private boolean dropped;

  private RangeAhead(Transfers transfers, MemoryBudget.Lease lease, Filler filler) {
    this.lease = lease;
    this.bytes = transfers.start(() -> fill(filler));
  }

  /** Fills a buffer with the bytes of a range. */
  interface Filler {
    void fill(ChunkedBytes bytes) throws IOException;
  }

  /**
   * Starts to fetch a range.
   *
   * @param lease the memory for the range, which it gives back in any case
   * @throws java.util.concurrent.RejectedExecutionException if the store is closed
   */
  static RangeAhead start(Transfers transfers, MemoryBudget.Lease lease, Filler filler) {
    try {
      return new RangeAhead(transfers, lease, filler);
    } catch (RuntimeException | Error e) {
      lease.close();
      throw e;
    }
  }

  private ChunkedBytes fill(Filler filler) throws IOException {
    synchronized (lease) {
      if (dropped) {
        throw new CancellationException("nobody reads this range any more");
      }
      filling = true;
    }
    try {
      ChunkedBytes filled = new ChunkedBytes();
      filler.fill(filled);
      return filled;
    } finally {
      synchronized (lease) {
        filling = false;
        if (dropped) {
          lease.close();
        }
      }
    }
  }

  /**
   * Waits until the range is there, and returns its bytes; closing them gives the memory back.
   *
   * @throws InterruptedException if the thread is interrupted; then the range is dropped
   * @throws ExecutionException if it can't be fetched
   */
  InputStream await() throws InterruptedException, ExecutionException {
    try {
      return new LeasedInputStream(bytes.get().open(), lease);
    } catch (InterruptedException | ExecutionException e) {
      drop();
      throw e;
    }
  }

  /** Gives the range up. A fetch under way ends soon, and gives the memory back then. */
  void drop() {
    synchronized (lease) {
      dropped = true;
      if (!filling) {
        lease.close();
      }
    }
    bytes.cancel(true);
  }
}
