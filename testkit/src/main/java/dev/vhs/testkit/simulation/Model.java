package dev.vhs.testkit.simulation;

import dev.vhs.Variant;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The services' state, rebuilt event by event. */
final class Model {
  private final Variant variant;
  private final Map<String, ChainModel> chains = new LinkedHashMap<>();
  private final Map<String, Bytes> objects = new LinkedHashMap<>();
  private final Map<String, Integer> makers = new HashMap<>();
  private final Map<String, Integer> replacers = new HashMap<>();
  private final Set<String> unawaited = new HashSet<>();

  Model(Variant variant) {
    this.variant = variant;
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

  /** The operation that stored an object; 0 for a foreign writer. */
  int maker(String key) {
    return makers.getOrDefault(key, 0);
  }

  /**
   * An object is stored.
   *
   * @param awaited whether its writer still waits for that
   */
  void store(int operation, String key, Bytes bytes, boolean awaited) {
    boolean removedBefore = makers.containsKey(key) && !objects.containsKey(key);
    if (removedBefore || !awaited) {
      unawaited.add(key);
    }
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
