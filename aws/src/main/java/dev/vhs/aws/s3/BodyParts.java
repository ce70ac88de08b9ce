package dev.vhs.aws.s3;

import dev.vhs.spi.Body;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.BytesBody;
import dev.vhs.spi.Upload;
import java.io.Closeable;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.util.OptionalLong;

/**
 * A body that is cut into parts one by one, at least one. Parts are held in memory if the budget
 * allows it, else in temporary files. For use by one thread.
 */
final class BodyParts implements Closeable {
  private final String key;
  private final OptionalLong said;
  private final PartSizes sizes;
  private final Source source;
  private long offset;
  private int number;
  private boolean ended;

  private BodyParts(String key, OptionalLong said, PartSizes sizes, Source source) {
    this.key = key;
    this.said = said;
    this.sizes = sizes;
    this.source = source;
  }

  /**
   * Opens the parts of an upload's body.
   *
   * @param least the size of parts unless the body needs larger ones
   * @throws IOException if the body can't be opened
   */
  static BodyParts open(Upload upload, long least, MemoryBudget memory) throws IOException {
    Body body = upload.body();
    Source source =
        body instanceof BytesBody bytes
            ? new Held(bytes.bytes())
            : new Streamed(new PushbackInputStream(body.open()), memory);
    return new BodyParts(upload.key(), body.size(), PartSizes.of(body.size(), least), source);
  }

  /** Returns whether all parts were returned. */
  boolean isExhausted() {
    return ended;
  }

  /**
   * Returns the next part, which the caller closes.
   *
   * @throws IOException if the body can't be read, or is of another size than it said
   */
  Part next() throws IOException {
    number++;
    long whole = sizes.of(number);
    long limit = said.isPresent() ? Math.min(whole, said.getAsLong() - offset) : whole;
    Part part = source.read(offset, limit);
    try {
      offset += part.size();
      ended = said.isPresent() ? offset == said.getAsLong() : source.isAtEnd();
      if (part.size() < limit && !ended) {
        throw new IOException(
            "The body of '%s' has %s bytes; expected %s"
                .formatted(key, offset, said.orElse(offset)));
      }
      if (ended && !source.isAtEnd()) {
        throw new IOException(
            "The body of '%s' has more bytes; expected %s".formatted(key, offset));
      }
      return part;
    } catch (IOException | RuntimeException e) {
      part.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  /** A source of bytes. */
  private interface Source extends Closeable {
    /** Reads at most a number of bytes from an offset, at which the part before ended. */
    Part read(long offset, long limit) throws IOException;

    /** Returns whether there are no more bytes. */
    boolean isAtEnd() throws IOException;
  }

  /** A source of bytes that are in memory already. */
  private static final class Held implements Source {
    private final Bytes bytes;
    private long given;

    Held(Bytes bytes) {
      this.bytes = bytes;
    }

    @Override
    public Part read(long offset, long limit) {
      given = offset + limit;
      return Part.of(bytes, (int) offset, (int) limit);
    }

    @Override
    public boolean isAtEnd() {
      return given == bytes.size();
    }

    @Override
    public void close() {}
  }

  /** A source of bytes that can be read only once. */
  private static final class Streamed implements Source {
    private final PushbackInputStream stream;
    private final MemoryBudget memory;

    Streamed(PushbackInputStream stream, MemoryBudget memory) {
      this.stream = stream;
      this.memory = memory;
    }

    @Override
    public Part read(long offset, long limit) throws IOException {
      MemoryBudget.Lease lease = memory.tryTake(limit);
      if (lease == null) {
        return SpooledPart.read(stream, limit);
      }
      try {
        ChunkedBytes bytes = new ChunkedBytes();
        bytes.fill(stream, limit);
        return new Part.Buffered(bytes, lease);
      } catch (IOException | RuntimeException e) {
        lease.close();
        throw e;
      }
    }

    @Override
    public boolean isAtEnd() throws IOException {
      int next = stream.read();
      if (next >= 0) {
        stream.unread(next);
      }
      return next < 0;
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
