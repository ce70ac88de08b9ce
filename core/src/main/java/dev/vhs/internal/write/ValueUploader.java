package dev.vhs.internal.write;

import dev.vhs.CodecFailure;
import dev.vhs.InvalidRequest;
import dev.vhs.Location;
import dev.vhs.Source;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.ValueTooLarge;
import dev.vhs.Variant;
import dev.vhs.WriteOptions;
import dev.vhs.internal.cache.ObjectValue;
import dev.vhs.internal.commit.BackOff;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.identity.BoundStore;
import dev.vhs.internal.identity.StoreIdentity;
import dev.vhs.internal.protocol.ObjectKeys;
import dev.vhs.internal.protocol.StoreFormat;
import dev.vhs.internal.runtime.Digests;
import dev.vhs.internal.runtime.IoFailures;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.runtime.Periods;
import dev.vhs.internal.value.LargeBody;
import dev.vhs.internal.value.Zstd;
import dev.vhs.spi.Body;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.ItemSize;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.RecentWriteIds;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The uploader of values. It decides how a value is stored (inline or as an object, encoded or not)
 * and uploads it to a key that nobody else has.
 */
public final class ValueUploader {
  /** The length of the beginning of a stream by which its encoding is decided. */
  private static final int SAMPLE_BYTES = 64 * 1024;

  /** The place of a checksum that is not known yet. */
  private static final String NO_SHA256 = "0".repeat(64);

  private final StoreContext store;
  private final StoreIdentity identity;
  private final Reclaimer reclaimer;

  public ValueUploader(StoreContext store, StoreIdentity identity, Reclaimer reclaimer) {
    this.store = store;
    this.identity = identity;
    this.reclaimer = reclaimer;
  }

  /**
   * Returns the pending value of bytes in memory.
   *
   * @param metadata its metadata, already decided
   */
  public PendingValue pending(
      String id,
      byte[] value,
      String type,
      WriteOptions options,
      Map<String, String> metadata,
      OperationContext context) {
    checkOptions(id, type, metadata);
    Instant createdAt = createdAt(id, options);
    BoundStore bound = bind(id, context);
    byte[] stored = value;
    String encoding = null;
    if (store.settings().compress() && value.length > 0) {
      byte[] encoded = Zstd.encode(value, id);
      if (encoded.length < value.length) {
        stored = encoded;
        encoding = Zstd.NAME;
      }
    }
    Content content =
        Content.builder(value.length, Digests.hex(Digests.sha256(value)), type)
            .storedSize(stored.length)
            .encoding(encoding)
            .createdAt(createdAt)
            .metadata(metadata)
            .build();
    Bytes bytes = Bytes.wrap(stored);
    return fitsInline(id, bytes, content, bound.format())
        ? new PendingInline(
            bound, new Payload(newWriteId(), RowKind.VALUE, null, bytes, content, null))
        : new PendingBytes(id, bound, bytes, content, Bytes.wrap(value));
  }

  /** Returns the store, created if it does not exist, after checking that it takes an id. */
  private BoundStore bind(String id, OperationContext context) {
    BoundStore bound = identity.bind(context);
    bound.format().checkId(id);
    return bound;
  }

  /** Returns a pending deletion. */
  public PendingValue tombstone(OperationContext context) {
    BoundStore bound = identity.bind(context);
    bound.format().checkDeletes("delete");
    return new PendingInline(bound, Payload.tombstone(newWriteId()));
  }

  /**
   * Returns the pending value of a source. It reads a small source at once, and of a large one the
   * beginning.
   */
  public PendingValue pending(
      String id, Source source, String type, WriteOptions options, OperationContext context) {
    Map<String, String> metadata = options.metadata();
    OptionalLong size = source.size();
    @Nullable InputStream stream = null;
    try {
      stream = source.open();
      checkOptions(id, type, metadata);
      Instant createdAt = createdAt(id, options);
      BoundStore bound = bind(id, context);
      // What fits into an item of any index is less than an array holds.
      int head = (int) Math.max(SAMPLE_BYTES, bound.format().maxInlineBytes()) + 1;
      byte[] beginning = stream.readNBytes(head);
      if (beginning.length < head) {
        stream.close();
        LargeBody.checkSize(id, source, size, beginning.length);
        return pending(id, beginning, type, options, metadata, context);
      }
      boolean encoded = store.settings().compress() && pays(id, beginning);
      return new PendingStream(
          id,
          bound,
          new LargeBody(id, source, size, beginning, stream, encoded),
          type,
          createdAt,
          metadata);
    } catch (IOException e) {
      closeAfter(stream, e);
      throw unreadable(id, e);
    } catch (RuntimeException e) {
      closeAfter(stream, e);
      throw e;
    }
  }

  private static boolean pays(String id, byte[] beginning) {
    byte[] sample = Arrays.copyOf(beginning, Math.min(beginning.length, SAMPLE_BYTES));
    return Zstd.encode(sample, id).length < sample.length;
  }

  private static void closeAfter(@Nullable InputStream stream, Exception failure) {
    if (stream != null) {
      try {
        stream.close();
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
  }

  private static CodecFailure unreadable(String id, IOException cause) {
    return new CodecFailure(
        "The value for '%s' can't be read: %s. Nothing was written"
            .formatted(id, IoFailures.text(cause)),
        id,
        null,
        cause);
  }

  /** Checks the content type and the metadata of a value, before anything is uploaded. */
  static void checkOptions(String id, String type, Map<String, String> metadata) {
    if (type.isEmpty() || type.length() > 255 || type.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new InvalidRequest(
          "Content type '%s' for '%s' is not valid; expected 1 to 255 printable ASCII characters, such as application/json"
              .formatted(type.replaceAll("\\p{Cntrl}", "?"), id),
          id);
    }
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      if (entry.getKey().isEmpty()) {
        throw new InvalidRequest(
            "Metadata for '%s' has an empty name; give each entry a name".formatted(id), id);
      }
      if (!isText(entry.getKey()) || !isText(entry.getValue())) {
        throw new InvalidRequest(
            "Metadata for '%s' has half a character (a lone surrogate); take it out".formatted(id),
            id);
      }
    }
    long bytes = ItemSize.of(metadata);
    if (bytes > WriteOptions.MAX_METADATA_BYTES) {
      throw new ValueTooLarge(
          "Metadata for '%s' takes %s bytes; the limit is %s. Put large data into the value"
              .formatted(id, bytes, WriteOptions.MAX_METADATA_BYTES),
          id);
    }
  }

  /**
   * Returns the moment when a value was made, in whole milliseconds as every index stores it, so
   * that the facts that a write returns are those that a read returns.
   */
  private Instant createdAt(String id, WriteOptions options) {
    Instant asked = options.createdAt().orElse(null);
    if (asked == null) {
      return store.now();
    }
    if (!Periods.isStorable(asked)) {
      throw new InvalidRequest(
          "Creation time %s of '%s' can't be stored; expected a time such as 2026-01-31T12:00:00Z, within 292 million years of 1970"
              .formatted(asked, id),
          id);
    }
    return Instant.ofEpochMilli(asked.toEpochMilli());
  }

  private static boolean isText(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private boolean fitsInline(String id, Bytes bytes, Content content, StoreFormat format) {
    long max = format.maxInlineBytes();
    if (bytes.size() >= max) {
      return false;
    }
    UUID any = new UUID(0, 0);
    Row row =
        Row.inline(id, 0, bytes, content, any, Instant.EPOCH)
            .withRecent(
                store.variant() == Variant.SINGLE
                    ? RecentWriteIds.NONE.prepend(any)
                    : RecentWriteIds.NONE);
    return ItemSize.of(row) <= max;
  }

  /** Checks that the index takes the pointer to an object, before that is uploaded. */
  private void checkPointer(String id, Location location, Content content) {
    UUID any = new UUID(0, 0);
    Row row =
        Row.pointer(id, 0, location, content, any, Instant.EPOCH)
            .withRecent(RecentWriteIds.NONE.prepend(any));
    long max = store.traits().maxItemBytes();
    if (ItemSize.of(row) > max) {
      throw new ValueTooLarge(
          "The pointer of '%s' would have %s bytes; the index takes at most %s. Nothing was written; make the metadata smaller"
              .formatted(id, ItemSize.of(row), max),
          id);
    }
  }

  private UUID newWriteId() {
    return store.environment().writeIds().get();
  }

  private static Location location(String id, BoundStore bound, long version, UUID writeId) {
    ObjectKeys keys = bound.format().keys();
    return keys.location(keys.of(id, version, writeId));
  }

  private Instant upload(
      String id,
      UUID writeId,
      Location location,
      BoundStore bound,
      Body body,
      String type,
      @Nullable String encoding,
      OperationContext context) {
    Instant from = store.now();
    Upload upload =
        Upload.builder(location.key(), body)
            .contentType(type)
            .contentEncoding(encoding)
            .userMetadata(bound.format().keys().userMetadata(id, writeId))
            .ifAbsent(store.objects().traits().conditionalUploads())
            .build();
    BackOff backOff = BackOff.ofService(store, context);
    try {
      while (true) {
        context.checkDeadline();
        try {
          if (store.objects().put(upload, context) || isOurs(id, location, writeId, context)) {
            return from;
          }
        } catch (StoreUnavailable e) {
          if (!body.isReplayable() || backOff.isExhausted()) {
            throw e;
          }
        }
        backOff.pause();
      }
    } catch (IOException e) {
      reclaimer.discard(id, bound, location);
      if (body instanceof LargeBody large) {
        large.checkGiven();
      }
      throw unreadable(id, e);
    } catch (StoreMismatch e) {
      // The key or the bucket is another's.
      throw e;
    } catch (RuntimeException e) {
      // No commit was sent, so no pointer can come to name it.
      reclaimer.discard(id, bound, location);
      throw e;
    }
  }

  /**
   * Returns whether the object that had the key is this write's own: an earlier request may have
   * stored it, whose answer was lost.
   *
   * @throws StoreMismatch if it is not
   * @throws StoreUnavailable if it is gone by now
   */
  private boolean isOurs(String id, Location location, UUID writeId, OperationContext context) {
    ObjectInfo found = store.objects().stat(location, context);
    if (found == null) {
      throw new StoreUnavailable(
          "The object of '%s' vanished while it was stored. Nothing was written; try again"
              .formatted(id),
          null);
    }
    String owner = found.userMetadata().get(Upload.WRITE_ID_METADATA);
    if (!writeId.toString().equals(owner)) {
      throw new StoreMismatch(
          "The new key %s of '%s' has an object of another write. Nothing was written; find out who writes to the store's prefix beside the store"
              .formatted(location, id),
          null);
    }
    return true;
  }

  /** A value that fits into the pointer, or a deletion. */
  private record PendingInline(BoundStore bound, Payload payload) implements PendingValue {
    @Override
    public boolean isInline() {
      return true;
    }

    @Override
    public boolean isReplayable() {
      return true;
    }

    @Override
    public Payload stage(long version, OperationContext context) {
      return payload;
    }
  }

  /** A value in memory that becomes an object. */
  private final class PendingBytes implements PendingValue {
    private final String id;
    private final BoundStore bound;
    private final Bytes bytes;
    private final Content content;
    private final Bytes value;

    PendingBytes(String id, BoundStore bound, Bytes bytes, Content content, Bytes value) {
      this.id = id;
      this.bound = bound;
      this.bytes = bytes;
      this.content = content;
      this.value = value;
    }

    @Override
    public BoundStore bound() {
      return bound;
    }

    @Override
    public boolean isInline() {
      return false;
    }

    @Override
    public boolean isReplayable() {
      return true;
    }

    @Override
    public Payload stage(long version, OperationContext context) {
      UUID writeId = newWriteId();
      Location location = location(id, bound, version, writeId);
      checkPointer(id, location, content);
      Instant from =
          upload(
              id,
              writeId,
              location,
              bound,
              Body.of(bytes),
              content.contentType(),
              content.encoding(),
              context);
      store.cache().keepValue(new ObjectValue(id, location, content), value);
      return new Payload(writeId, RowKind.VALUE, location, null, content, from);
    }
  }

  /** A value too large to hold in memory. */
  private final class PendingStream implements PendingValue {
    private final String id;
    private final BoundStore bound;
    private final LargeBody body;
    private final String type;
    private final Instant createdAt;
    private final Map<String, String> metadata;

    PendingStream(
        String id,
        BoundStore bound,
        LargeBody body,
        String type,
        Instant createdAt,
        Map<String, String> metadata) {
      this.id = id;
      this.bound = bound;
      this.body = body;
      this.type = type;
      this.createdAt = createdAt;
      this.metadata = metadata;
    }

    @Override
    public BoundStore bound() {
      return bound;
    }

    @Override
    public boolean isInline() {
      return false;
    }

    @Override
    public boolean isReplayable() {
      return body.isReplayable();
    }

    @Override
    public void close() {
      try {
        body.close();
      } catch (IOException e) {
        throw unreadable(id, e);
      }
    }

    @Override
    public Payload stage(long version, OperationContext context) {
      UUID writeId = newWriteId();
      Location location = location(id, bound, version, writeId);
      checkPointer(
          id,
          location,
          Content.builder(0, NO_SHA256, type)
              .encoding(body.encoding())
              .createdAt(createdAt)
              .metadata(metadata)
              .build());
      Instant from = upload(id, writeId, location, bound, body, type, body.encoding(), context);
      try {
        Content content = body.content(type, createdAt, metadata);
        return new Payload(writeId, RowKind.VALUE, location, null, content, from);
      } catch (RuntimeException e) {
        reclaimer.discard(id, bound, location);
        throw e;
      }
    }
  }
}
