package dev.vhs.aws.s3;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * A stream over the bytes of an object from one offset to another, by one GET. If the connection
 * breaks while it reads, which the SDK doesn't repeat, it sends another GET from there. Closing it
 * early gives up the connection. For use by one thread.
 */
final class RangeInputStream extends InputStream {
  /** The number of failures in a row, without a byte in between, after which it fails. */
  private static final int TRIES = 3;

  private final ObjectRequests object;
  private final String etag;
  private final long end;
  private final TransferSettings.Floor floor;
  private final Progress progress;
  private long position;
  private int failures;
  private boolean closed;
  private @Nullable ResponseInputStream<GetObjectResponse> answer;

  /**
   * Opens a stream.
   *
   * @param etag the tag of the object's content
   * @param answer the answer of the first GET; null to send it with the first read
   * @param from the offset of the first byte
   * @param end the offset after the last byte to read; the answer may have more
   * @param floor the least that it must bring
   */
  RangeInputStream(
      ObjectRequests object,
      String etag,
      @Nullable ResponseInputStream<GetObjectResponse> answer,
      long from,
      long end,
      TransferSettings.Floor floor) {
    this.floor = floor;
    this.progress = new Progress(floor, System::nanoTime);
    this.object = object;
    this.etag = etag;
    this.answer = answer;
    this.position = from;
    this.end = end;
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
    while (position < end) {
      checkOpen();
      ResponseInputStream<GetObjectResponse> current = opened();
      progress.reading();
      int read;
      try {
        read = current.read(buffer, offset, (int) Math.min(length, end - position));
      } catch (IOException e) {
        goOnAfter(e);
        continue;
      } catch (SdkException e) {
        abort();
        throw new IOException(e.getMessage(), e);
      }
      if (read > 0) {
        received(read);
        return read;
      }
      goOnAfter(new IOException("the connection was closed at byte " + position));
    }
    finish();
    return -1;
  }

  private void received(int count) throws IOException {
    position += count;
    failures = 0;
    object.context().transferred(count);
    int slow = progress.read(count);
    if (slow > 0 && position < end) {
      replace(slow);
    }
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw new IOException("the stream is closed");
    }
    if (object.context().remaining().isZero()) {
      abort();
      throw new IOException(
          "the call had no time left to read " + object.location() + "; raise callTimeout");
    }
  }

  private ResponseInputStream<GetObjectResponse> opened() throws IOException {
    ResponseInputStream<GetObjectResponse> current = answer;
    if (current == null) {
      current = object.getAgain(position, end, etag);
      answer = current;
    }
    return current;
  }

  /** Lets the next read send another GET, unless so many connections in a row were too slow. */
  private void replace(int slow) throws IOException {
    abort();
    if (slow == TRIES) {
      throw new IOException(
          "object %s came too slowly from %s connections: less than %s bytes in %s ms"
              .formatted(object.location(), slow, floor.bytes(), floor.time().toMillis()));
    }
    object.context().retried();
  }

  /** Lets the next read send another GET, unless there were too many failures in a row. */
  private void goOnAfter(IOException failure) throws IOException {
    abort();
    progress.startAgain();
    failures++;
    if (failures == TRIES || Thread.currentThread().isInterrupted()) {
      throw failure;
    }
    object.context().retried();
  }

  /**
   * Reads to the end of the answer, where the SDK compares its checksum, if the range ends there.
   */
  private void finish() throws IOException {
    ResponseInputStream<GetObjectResponse> current = answer;
    if (current == null) {
      return;
    }
    try {
      if (current.read() < 0) {
        answer = null;
        current.close();
      }
    } catch (SdkException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      abort();
    }
  }

  /** Gives up an answer that was not read to its end, and its connection. */
  private void abort() {
    ResponseInputStream<GetObjectResponse> current = answer;
    if (current != null) {
      answer = null;
      current.abort();
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    if (position == end) {
      finish();
    } else {
      abort();
    }
  }
}
