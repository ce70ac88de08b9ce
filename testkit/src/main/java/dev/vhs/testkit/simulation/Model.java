package dev.vhs.testkit.simulation;

import dev.vhs.Variant;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The services' state, rebuilt event by event. */
final class Model {
  private final Variant variant;
  private final boolean shared;
  private final Map<String, ChainModel> chains = new LinkedHashMap<>();
  private final Map<String, Bytes> objects = new LinkedHashMap<>();
  private final Map<String, Integer> makers = new HashMap<>();
  private final Map<String, Integer> replacers = new HashMap<>();
  private final Set<String> unawaited = new HashSet<>();
  private final Map<String, Long> storedAt = new HashMap<>();

  /**
   * Services without rows and objects.
   *
   * @param shared whether the Scala client shares the store
   */
  Model(Variant variant, boolean shared) {
    this.variant = variant;
    this.shared = shared;
  }

  /** Whether the Scala client shares the store. */
  boolean isShared() {
    return shared;
  }

  Variant variant() {
    return variant;
  }

  ChainModel chain(String id) {
    return chains.computeIfAbsent(id, any -> new ChainModel(variant, this::text));
  }

  /** All ids that ever had a row, the store's own among them. */
  Map<String, ChainModel> chains() {
    return chains;
  }

  Map<String, Bytes> objects() {
    return objects;
  }

  @Nullable Bytes object(String key) {
    return objects.get(key);
  }

  /** Whether the store is one whose rows may leave gaps without fillers. */
  boolean hasOpenGaps() {
    return shared && variant == Variant.MULTI;
  }

  /** The operation that stored an object; 0 for a foreign writer, -1 for the Scala client. */
  int maker(String key) {
    return makers.getOrDefault(key, 0);
  }

  /**
   * An object is stored.
   *
   * @param at when, in nanoseconds since {@link Client#EPOCH}
   * @param awaited whether its writer still waits for that
   */
  void store(int operation, long at, String key, Bytes bytes, boolean awaited) {
    boolean removedBefore = makers.containsKey(key) && !objects.containsKey(key);
    if (removedBefore || !awaited) {
      unawaited.add(key);
    }
    storedAt.put(key, at);
    objects.put(key, bytes);
    makers.put(key, operation);
  }

  /** Whether an object was stored when its writer had given up, or had removed it already. */
  boolean isUnawaited(String key) {
    return unawaited.contains(key);
  }

  /** A single-version row that named an object is replaced by one that does not. */
  void replace(String key, int operation) {
    replacers.put(key, operation);
  }

  /** The operation that replaced the row that named an object; 0 for none. */
  int replacer(String key) {
    return replacers.getOrDefault(key, 0);
  }

  void remove(String key) {
    objects.remove(key);
  }

  /** The bytes that a row leads to; null where there are none. */
  @Nullable Bytes bytes(Row row) {
    return row.payload() == null ? row.value() : objects.get(row.payload().key());
  }

  /** When a row was committed, or where it doesn't say, when its object was stored; else null. */
  @Nullable Instant age(Row row) {
    Long stored = row.payload() == null ? null : storedAt.get(row.payload().key());
    return row.committedAt() != null || stored == null ? row.committedAt() : Client.instant(stored);
  }

  /** The value that a row leads to. */
  @Nullable String text(Row row) {
    return Value.text(bytes(row));
  }

  /** A row that names an object; null where none does. */
  @Nullable Row naming(String key) {
    for (ChainModel chain : chains.values()) {
      for (Row row : chain.rows()) {
        if (row.payload() != null && row.payload().key().equals(key)) {
          return row;
        }
      }
    }
    return null;
  }
}
