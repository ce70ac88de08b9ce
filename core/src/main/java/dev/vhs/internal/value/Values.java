package dev.vhs.internal.value;

import dev.vhs.AccessDenied;
import dev.vhs.CorruptValue;
import dev.vhs.Location;
import dev.vhs.ReadInterrupted;
import dev.vhs.StoreUnavailable;
import dev.vhs.ValueTooLarge;
import dev.vhs.VhsException;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.runtime.Digests;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.Row;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The bytes behind rows: fetched, decoded and verified. */
public final class Values {
  private final StoreContext store;

  public Values(StoreContext store) {
    this.store = store;
  }

  /** Returns the whole value; null where its object is missing. */
  public byte @Nullable [] read(Row row, OperationContext context) {
    Content content = row.content();
    if (content != null) {
      checkSize(
          row, Math.max(content.size(), content.storedSize()), store.settings().maxValueBytes());
      checkArray(row, content.size());
    } else if (row.payload() != null) {
      return readUndescribed(row, row.payload(), context);
    }
    Bytes inline = row.value();
    if (content != null && content.encoding() == null && content.size() == content.storedSize()) {
      return inline == null
          ? readPlain(row, content, context)
          : verified(row, content, inline.toArray());
    }
    try (InputStream stream = open(row, context)) {
      return stream == null ? null : stream.readAllBytes();
    } catch (ReadInterrupted | IOException e) {
      throw brokenOff(row, e);
    }
  }

  /** Refuses a value that is larger than the reader of this store takes. */
  private static void checkSize(Row row, long size, long max) {
    if (size > max) {
      throw new ValueTooLarge(
          "Version %s of '%s' has %s bytes; this store was opened to read values of at most %s (maxValueBytes). Open it with a higher limit, or without one"
              .formatted(row.version(), row.id(), size, max),
          row.id());
    }
  }

  private static void checkArray(Row row, long size) {
    if (size > Integer.MAX_VALUE - 16) {
      throw new ValueTooLarge(
          "Version %s of '%s' has %s bytes, more than can be read at once; read it as a stream"
              .formatted(row.version(), row.id(), size),
          row.id());
    }
  }

  /** Reads an object that its row does not describe, so that any size is right. */
  private byte @Nullable [] readUndescribed(Row row, Location location, OperationContext context) {
    store.places().check(row, context);
    try (ObjectStream object = store.objects().open(location, ByteRange.ALL, context)) {
      if (object == null) {
        return null;
      }
      checkSize(row, object.info().size(), store.settings().maxValueBytes());
      checkArray(row, object.info().size());
      return object.stream().readAllBytes();
    } catch (IOException e) {
      throw brokenOff(row, e);
    }
  }

  /** Reads an object straight into the array that is returned, since its row tells the size. */
  private byte @Nullable [] readPlain(Row row, Content content, OperationContext context) {
    try (InputStream stream = stored(row, ByteRange.ALL, Long.MAX_VALUE, context)) {
      if (stream == null) {
        return null;
      }
      byte[] bytes = new byte[(int) content.size()];
      int count = stream.readNBytes(bytes, 0, bytes.length);
      if (count < bytes.length || stream.read() >= 0) {
        throw corrupt(
            row,
            "has %s bytes than the %s that were written"
                .formatted(count < bytes.length ? "fewer" : "more", bytes.length),
            null);
      }
      return verified(row, content, bytes);
    } catch (IOException e) {
      throw brokenOff(row, e);
    }
  }

  /** Returns the failure of a read that broke off before any byte was handed out. */
  public static StoreUnavailable brokenOff(Row row, Exception cause) {
    return new StoreUnavailable(
        "Reading version %s of '%s' broke off; try again".formatted(row.version(), row.id()),
        row.id(),
        cause);
  }

  /**
   * Opens a stream over the whole value, decoded and verified as it is read; null where its object
   * is missing.
   */
  public @Nullable InputStream open(Row row, OperationContext context) {
    return open(row, store.settings().maxValueBytes(), context);
  }

  /** Opens a stream as {@link #open} does, whatever the value's size: to verify it. */
  public @Nullable InputStream openAnySize(Row row, OperationContext context) {
    return open(row, Long.MAX_VALUE, context);
  }

  private @Nullable InputStream open(Row row, long max, OperationContext context) {
    if (row.content() != null) {
      checkSize(row, Math.max(row.content().size(), row.content().storedSize()), max);
    }
    InputStream stored = stored(row, ByteRange.ALL, max, context);
    Content content = row.content();
    if (stored == null || content == null) {
      return stored == null ? null : new InterruptibleInputStream(stored, row);
    }
    return new VerifyingInputStream(decoded(row, content, stored), row, content);
  }

  /** Opens a stream over part of a value, decoded; null where its object is missing. */
  public @Nullable InputStream openRange(
      Row row, long offset, long length, OperationContext context) {
    Content content = row.content();
    long asked = length > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + length;
    // However far an encoded value would expand, no more is handed out than was written.
    long end = content == null ? asked : Math.min(asked, content.size());
    if (content != null && offset >= content.size()) {
      return InputStream.nullInputStream();
    }
    long max = store.settings().maxValueBytes();
    if (content == null || content.encoding() == null) {
      checkSize(row, content == null ? 0 : end - offset, max);
      // Of an object that no row describes, a range is no larger than it is asked for.
      long most = length <= max ? Long.MAX_VALUE : max;
      InputStream stored = stored(row, new ByteRange(offset, length), most, context);
      return stored == null ? null : new InterruptibleInputStream(stored, row);
    }
    checkSize(row, end, max);
    InputStream stored = stored(row, ByteRange.ALL, max, context);
    return stored == null
        ? null
        : new InterruptibleInputStream(
            new RangeInputStream(decoded(row, content, stored), offset, end), row);
  }

  /**
   * Opens the stored bytes.
   *
   * @param max the size of the largest object to read of which the row says nothing
   */
  private @Nullable InputStream stored(
      Row row, ByteRange range, long max, OperationContext context) {
    Bytes inline = row.value();
    if (inline != null) {
      InputStream stream = inline.openStream();
      return range.isAll()
          ? stream
          : new RangeInputStream(
              stream, range.offset(), range.offset() + Math.min(range.length(), inline.size()));
    }
    if (row.payload() == null) {
      throw corrupt(row, "has neither an object nor an inline value", null);
    }
    store.places().check(row, context);
    ObjectStream object = store.objects().open(row.payload(), range, context);
    if (object == null) {
      return null;
    }
    Content content = row.content();
    if (content == null) {
      try {
        checkSize(row, object.info().size(), max);
      } catch (ValueTooLarge e) {
        throw closing(object, e);
      }
      return object.stream();
    }
    String carried = store.nativeFormat().keys().otherOwner(row, object.info());
    if (carried != null) {
      throw closing(
          object,
          corrupt(
              row,
              "points to %s, whose object carries %s".formatted(row.payload(), carried),
              null));
    }
    if (object.info().size() != content.storedSize()) {
      throw closing(object, otherSize(row, content, object.info(), context));
    }
    return object.stream();
  }

  /**
   * Returns the failure of an answer of another size than was written. It is damage if the store
   * says the same when it is asked in another way; else something between the store and us has
   * changed the answer, or made it up.
   */
  private VhsException otherSize(
      Row row, Content content, ObjectInfo came, OperationContext context) {
    Location location = Objects.requireNonNull(row.payload());
    String seen;
    VhsException cause = null;
    try {
      ObjectInfo listed = listed(location, context);
      if (listed != null && listed.size() == came.size()) {
        return corrupt(
            row,
            "should have %s stored bytes, and its object %s has %s"
                .formatted(content.storedSize(), location, came.size()),
            null);
      }
      seen =
          listed == null
              ? "the store does not have it"
              : "the store says that it has %s".formatted(listed.size());
    } catch (StoreUnavailable e) {
      seen = "the store can't be asked";
      cause = e;
    }
    return new StoreUnavailable(
        "Reading version %s of '%s' brought %s bytes, and object %s should have %s. The reason may be %s; %s. Try again"
            .formatted(
                row.version(),
                row.id(),
                came.size(),
                location,
                content.storedSize(),
                came.doubt() == null ? "something in the way" : came.doubt(),
                seen),
        row.id(),
        cause);
  }

  /**
   * Returns what a store says of an object, in a listing if it may be listed; null if it is gone.
   */
  private @Nullable ObjectInfo listed(Location location, OperationContext context) {
    if (location.bucket().equals(store.objects().traits().bucket())) {
      try {
        return store.objects().list(location.key(), "", 1, context.forRequest()).objects().stream()
            .filter(object -> object.location().key().equals(location.key()))
            .findFirst()
            .orElse(null);
      } catch (AccessDenied e) {
        return store.objects().stat(location, context.forRequest());
      }
    }
    return store.objects().stat(location, context.forRequest());
  }

  private InputStream decoded(Row row, Content content, InputStream stored) {
    if (content.encoding() == null) {
      return stored;
    }
    if (!content.encoding().equals(Zstd.NAME)) {
      throw closing(
          stored,
          corrupt(row, "has the unknown encoding '%s'".formatted(content.encoding()), null));
    }
    return Zstd.decode(stored, row);
  }

  private static byte[] verified(Row row, Content content, byte[] bytes) {
    if (bytes.length != content.size()
        || !Digests.hex(Digests.sha256(bytes)).equals(content.sha256())) {
      throw corrupt(
          row,
          "is not what was written: %s bytes with another checksum".formatted(bytes.length),
          null);
    }
    return bytes;
  }

  static CorruptValue corrupt(Row row, String what, @Nullable Throwable cause) {
    return new CorruptValue(
        "Version %s of '%s' %s; restore an older version, or the object from a backup"
            .formatted(row.version(), row.id(), what),
        row.id(),
        row.version(),
        row.payload(),
        cause);
  }

  /** Closes a stream that is given up, and returns the failure to throw for it. */
  static <E extends RuntimeException> E closing(Closeable stream, E failure) {
    try {
      stream.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
