package dev.vhs.aws.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;

/**
 * A stream over a large object that fetches ranges side by side, ahead of the reader. The free
 * memory limits how far ahead; without any it fetches one range after the other. For use by one
 * thread.
 */
final class ParallelInputStream extends InputStream {
  private final ObjectRequests object;
  private final String etag;
  private final long end;
  private final Transfers transfers;
  private final Queue<RangeAhead> ahead = new ArrayDeque<>();
  private InputStream current;
  private long scheduled;
  private boolean closed;

  /**
   * Opens a stream that begins with the first range.
   *
   * @param etag the tag of the object's content
   * @param first the first range, which the caller has requested
   * @param from the offset after the first range
   * @param end the offset after the last byte
   */
  ParallelInputStream(
      ObjectRequests object,
      String etag,
      InputStream first,
      long from,
      long end,
      Transfers transfers) {
    this.object = object;
    this.etag = etag;
    this.current = first;
    this.scheduled = from;
    this.end = end;
    this.transfers = transfers;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (closed) {
      throw new IOException("the stream is closed");
    }
    while (true) {
      schedule();
      int read = current.read(buffer, offset, length);
      if (read >= 0) {
        return read;
      }
      if (ahead.isEmpty() && scheduled == end) {
        return -1;
      }
      current.close();
      current = next();
    }
  }

  /** Starts to fetch ranges, as many as there is memory for. */
  private void schedule() {
    while (scheduled < end && ahead.size() < transfers.settings().parallel()) {
      long from = scheduled;
      long until = Math.min(end, from + transfers.settings().partBytes());
      MemoryBudget.Lease lease = transfers.memory().tryTake(until - from);
      if (lease == null) {
        return;
      }
      ahead.add(RangeAhead.start(transfers, lease, bytes -> fetch(bytes, from, until)));
      scheduled = until;
    }
  }

  private void fetch(ChunkedBytes bytes, long from, long until) throws IOException {
    try (InputStream range =
        new RangeInputStream(object, etag, null, from, until, transfers.settings().floor())) {
      bytes.fill(range, until - from);
    }
  }

  private InputStream next() throws IOException {
    RangeAhead next = ahead.poll();
    if (next == null) {
      long from = scheduled;
      scheduled = Math.min(end, from + transfers.settings().partBytes());
      return new RangeInputStream(
          object, etag, null, from, scheduled, transfers.settings().floor());
    }
    try {
      return next.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException)
          new InterruptedIOException("interrupted while reading " + object.location()).initCause(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(cause.getMessage(), cause);
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    ahead.forEach(RangeAhead::drop);
    ahead.clear();
    current.close();
  }
}
