package dev.vhs.aws.s3;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of an object from one offset to another, of one GET, and where the connection fails,
 * which the SDK doesn't repeat, of another GET from there. Closed early it gives up the connection.
 * For use by one thread.
 */
final class RangeInputStream extends InputStream {
  /** How often in a row, without a byte in between, it goes on after a failure. */
  private static final int TRIES = 3;

  private final ObjectRequests object;
  private final String etag;
  private final long end;
  private long position;
  private int failures;
  private boolean closed;
  private @Nullable ResponseInputStream<GetObjectResponse> answer;

  /**
   * Reads on where an answer begins.
   *
   * @param answer the first GET's; null to send it with the first read
   * @param from the offset of the first byte
   * @param end the offset after the last byte to read; the answer may have more
   */
  RangeInputStream(
      ObjectRequests object,
      String etag,
      @Nullable ResponseInputStream<GetObjectResponse> answer,
      long from,
      long end) {
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
      try {
        int read = current.read(buffer, offset, (int) Math.min(length, end - position));
        if (read > 0) {
          position += read;
          failures = 0;
          object.context().transferred(read);
          return read;
        }
        goOnAfter(new IOException("the connection was closed at byte " + position));
      } catch (IOException e) {
        goOnAfter(e);
      } catch (SdkException e) {
        abort();
        throw new IOException(e.getMessage(), e);
      }
    }
    finish();
    return -1;
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw new IOException("the stream is closed");
    }
    if (object.context().remaining().isZero()) {
      abort();
      throw new IOException("reading " + object.location() + " took longer than the call may take");
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

  /** Has the next read send another GET, unless there were too many in a row. */
  private void goOnAfter(IOException failure) throws IOException {
    abort();
    failures++;
    if (failures == TRIES || Thread.currentThread().isInterrupted()) {
      throw failure;
    }
    object.context().retried();
  }

  /**
   * Reads to the end of the answer, where the SDK compares its checksum, if that is the range's.
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
