package dev.vhs.internal.value;

import dev.vhs.Location;
import dev.vhs.internal.cache.MergedReads;
import dev.vhs.internal.cache.ObjectValue;
import dev.vhs.internal.cache.ValueCache;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes behind rows, from memory where the cache has them. Other bytes are read once for all
 * callers that ask at the same time, and kept.
 */
public final class CachedValues {
  private final ValueCache cache;
  private final Values stored;
  private final MergedReads reads;

  public CachedValues(StoreContext store, Values stored) {
    this.cache = store.cache();
    this.stored = stored;
    this.reads = new MergedReads(store.environment().tasks());
  }

  /** Returns the value of a row as an array of the caller's own; null where its object is gone. */
  public byte @Nullable [] read(Row row, OperationContext context) {
    Location location = row.payload();
    if (location == null) {
      // Inline values are in their rows.
      return stored.read(row, context);
    }
    cache.countValueRead();
    Content content = row.content();
    ObjectValue asked = content == null ? null : new ObjectValue(row.id(), location, content);
    if (asked == null || !cache.keepsValue(asked)) {
      cache.countValueMiss();
      return stored.read(row, context);
    }
    Bytes kept = cache.findValue(asked);
    if (kept == null) {
      kept = reads.read(asked, context, () -> fetch(row, asked, context)).orElse(null);
    }
    return kept == null ? null : kept.toArray();
  }

  private Optional<Bytes> fetch(Row row, ObjectValue asked, OperationContext context) {
    // Another read may have ended since this one looked.
    Bytes kept = cache.findValue(asked);
    if (kept != null) {
      return Optional.of(kept);
    }
    cache.countValueMiss();
    byte[] bytes = stored.read(row, context);
    if (bytes == null) {
      return Optional.empty();
    }
    Bytes value = Bytes.wrap(bytes);
    cache.keepValue(asked, value);
    return Optional.of(value);
  }

  /** Opens a stream over the value of a row; null where its object is gone. */
  public @Nullable InputStream open(Row row, OperationContext context) {
    Location location = row.payload();
    Content content = row.content();
    if (location == null
        || content == null
        || !cache.servesStream(new ObjectValue(row.id(), location, content))) {
      return stored.open(row, context);
    }
    byte[] bytes = read(row, context);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }
}
