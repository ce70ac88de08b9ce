package dev.vhs.internal.value;

import dev.vhs.InvalidRequest;
import dev.vhs.Source;
import dev.vhs.internal.runtime.Digests;
import dev.vhs.spi.Body;
import dev.vhs.spi.Content;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a source too large to hold in memory, measured and digested on their way. For use by
 * one upload at a time.
 */
public final class LargeBody implements Body {
  private final String id;
  private final Source source;
  private final OptionalLong size;
  private final boolean encoded;
  private byte @Nullable [] beginning;
  private @Nullable InputStream rest;
  private @Nullable Measuring plain;
  private @Nullable Measuring stored;

  /**
   * Creates a body that goes on with an opened source.
   *
   * @param beginning the bytes that were read of it
   * @param size the size that the source gave before it was read
   * @param rest the bytes that were not read yet
   */
  public LargeBody(
      String id,
      Source source,
      OptionalLong size,
      byte[] beginning,
      InputStream rest,
      boolean encoded) {
    this.id = id;
    this.source = source;
    this.size = size;
    this.beginning = beginning;
    this.rest = rest;
    this.encoded = encoded;
  }

  /**
   * Checks the number of bytes that a source gave.
   *
   * @throws InvalidRequest if the source said another number
   */
  public static void checkSize(String id, Source source, OptionalLong said, long found) {
    if (said.isPresent() && said.getAsLong() != found && !source.isWhole(said.getAsLong(), found)) {
      throw new InvalidRequest(
          "The value for '%s' should have %s bytes, and has %s: it changed while it was read. Nothing was written; try again"
              .formatted(id, said.getAsLong(), found),
          id);
    }
  }

  public @Nullable String encoding() {
    return encoded ? Zstd.NAME : null;
  }

  @Override
  public OptionalLong size() {
    return encoded ? OptionalLong.empty() : size;
  }

  @Override
  public boolean isReplayable() {
    return source.isReplayable();
  }

  @Override
  public InputStream open() throws IOException {
    InputStream bytes;
    if (beginning != null && rest != null) {
      bytes = new SequenceInputStream(new ByteArrayInputStream(beginning), rest);
      beginning = null;
      rest = null;
    } else {
      bytes = source.open();
    }
    Measuring measured = new Measuring(bytes, Digests.sha256());
    plain = measured;
    Measuring sent = encoded ? new Measuring(Zstd.encode(measured, id), null) : measured;
    stored = sent;
    return sent;
  }

  /**
   * Checks how many bytes the source gave, after a store has refused them.
   *
   * @throws InvalidRequest if the source said another number
   */
  public void checkGiven() {
    Measuring read = plain;
    if (read != null && (read.ended || read.count > size.orElse(Long.MAX_VALUE))) {
      checkSize(id, source, size, read.count);
    }
  }

  /** Closes the source, if it was opened and not handed on. */
  public void close() throws IOException {
    InputStream unread = rest;
    if (unread != null) {
      unread.close();
    }
  }

  /** Returns the facts of the bytes, after they were uploaded. */
  public Content content(String type, Instant createdAt, Map<String, String> metadata) {
    Measuring read = plain;
    Measuring sent = stored;
    if (read == null
        || sent == null
        || read.digest == null
        || !(read.ended || read.count == size.orElse(-1))) {
      throw new IllegalStateException(
          "the object store took the upload of '" + id + "' without reading all of it");
    }
    checkSize(id, source, size, read.count);
    return Content.builder(read.count, Digests.hex(read.digest.digest()), type)
        .storedSize(sent.count)
        .encoding(encoding())
        .createdAt(createdAt)
        .metadata(metadata)
        .build();
  }

  /** A stream that counts the bytes that pass, and digests them if asked to. */
  private static final class Measuring extends FilterInputStream {
    private final @Nullable MessageDigest digest;
    private long count;
    private boolean ended;

    Measuring(InputStream stream, @Nullable MessageDigest digest) {
      super(stream);
      this.digest = digest;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = in.read(buffer, offset, length);
      if (read < 0) {
        ended = true;
      } else {
        count += read;
        if (digest != null) {
          digest.update(buffer, offset, read);
        }
      }
      return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
      return readNBytes((int) Math.min(bytes, 8192)).length;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
