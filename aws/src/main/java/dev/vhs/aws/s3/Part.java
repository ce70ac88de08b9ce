package dev.vhs.aws.s3;

import dev.vhs.spi.Bytes;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import software.amazon.awssdk.core.sync.RequestBody;

/** Bytes that go as one request, and can be sent again for as long as they are held. */
interface Part extends AutoCloseable {
  /** How many bytes there are. */
  long size();

  /** A stream over them, from the first. */
  InputStream open();

  /** Frees what holds them. */
  @Override
  void close();

  /** What the SDK sends. */
  default RequestBody requestBody(String contentType) {
    return RequestBody.fromContentProvider(this::open, size(), contentType);
  }

  /** Bytes that somebody else holds. */
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

  /** A part that was read into memory of the budget. */
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
