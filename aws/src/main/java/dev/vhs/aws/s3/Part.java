package dev.vhs.aws.s3;

import dev.vhs.spi.Bytes;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import software.amazon.awssdk.core.sync.RequestBody;

/** A part of a body, which goes as one request and can be sent again until it is closed. */
interface Part extends AutoCloseable {
  /** Returns the number of bytes. */
  long size();

  /** Opens a stream over the bytes, from the first. */
  InputStream open();

  /** Frees the memory or the file that holds the bytes. */
  @Override
  void close();

  /** Returns the body that the SDK sends. */
  default RequestBody requestBody(String contentType) {
    return RequestBody.fromContentProvider(this::open, size(), contentType);
  }

  /** Returns a part of bytes that somebody else holds. */
  static Part of(Bytes bytes, int from, int size) {
    return new Slice(bytes, from, size);
  }

  /** A part of bytes in memory, without a copy. */
  record Slice(Bytes bytes, int from, int count) implements Part {
    @Override
    public long size() {
      return count;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes.unsafeArray(), from, count);
    }

    @Override
    public void close() {}
  }

  /** A part in memory of the budget. */
  record Buffered(ChunkedBytes bytes, MemoryBudget.Lease lease) implements Part {
    @Override
    public long size() {
      return bytes.size();
    }

    @Override
    public InputStream open() {
      return bytes.open();
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
