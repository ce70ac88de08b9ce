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
 * A body cut into parts, of which there is at least one, as they are asked for. Parts are held in
 * memory where the budget has some, else in temporary files. For use by one thread.
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
   * The parts of an upload's body.
   *
   * @param least the size of parts where nothing asks for larger ones
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

  /** Whether all parts were given. */
  boolean isExhausted() {
    return ended;
  }

  /**
   * The next part, which the caller closes.
   *
   * @throws IOException if the body can't be read, or has another size than it said
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
            "The body of '%s' was to have %d bytes and has %d"
                .formatted(key, said.orElse(offset), offset));
      }
      if (ended && !source.isAtEnd()) {
        throw new IOException(
            "The body of '%s' was to have %d bytes and has more".formatted(key, offset));
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

  /** Where the bytes come from. */
  private interface Source extends Closeable {
    /** The bytes from an offset, which is where the part before ended, up to a number. */
    Part read(long offset, long limit) throws IOException;

    /** Whether there are no more. */
    boolean isAtEnd() throws IOException;
  }

  /** Bytes in memory. */
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

  /** Bytes that are read once. */
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
