package dev.vhs.simulation;

import dev.vhs.Variant;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The services' state, rebuilt event by event. */
final class Model {
  private final Setting setting;
  private final Map<String, ChainModel> chains = new LinkedHashMap<>();
  private final Map<String, Bytes> objects = new LinkedHashMap<>();
  private final Map<String, Integer> makers = new HashMap<>();
  private final Map<String, Integer> replacers = new HashMap<>();
  private final Set<String> unawaited = new HashSet<>();
  private final Map<String, Long> storedAt = new HashMap<>();
  private final IntegrityTimeline wholeness = new IntegrityTimeline();
  private @Nullable String index;

  /** Services without rows and objects. */
  Model(Setting setting) {
    this.setting = setting;
  }

  /** Returns whether the Scala client shares the store. */
  boolean isShared() {
    return setting.shared();
  }

  Variant variant() {
    return setting.variant();
  }

  /** Returns what the history is of. */
  Setting setting() {
    return setting;
  }

  /** Returns when both halves of the store's identity were there, and said the same. */
  IntegrityTimeline wholeness() {
    return wholeness;
  }

  /** Enters whether they are, after an event. */
  void noteWholeness(int position) {
    wholeness.note(position, isWhole());
  }

  private boolean isWhole() {
    String object = Value.text(objects.get(EndRules.STORE_OBJECT));
    if (object == null || isShared()) {
      return object != null;
    }
    Row row = chain(Row.STORE_ID).newest();
    String identity =
        row == null || row.content() == null ? null : row.content().metadata().get("identity");
    return identity != null && says(object, identity) && (index == null || says(object, index));
  }

  private static boolean says(String object, String what) {
    return object.contains(": \"" + what + "\"");
  }

  /** Notes that the index is another one, with those rows. */
  void loseTable(int position, List<Row> rows, String identity) {
    index = identity;
    rows.forEach(row -> chain(row.id()));
    chains.forEach(
        (id, chain) ->
            chain.replace(position, rows.stream().filter(row -> row.id().equals(id)).toList()));
  }

  /** Returns whether the index was emptied or restored at some time. */
  boolean hasLostTable() {
    return index != null;
  }

  /** Notes that an object is there again. */
  void bringBack(int position, String key, Bytes bytes) {
    objects.put(key, bytes);
    chains.values().forEach(chain -> chain.lookAgain(position));
  }

  /** Returns a row of a chain that names an object which is not there; null where there is none. */
  @Nullable Row dangling(ChainModel chain) {
    return chain.rows().stream()
        .filter(row -> row.payload() != null && object(row.payload().key()) == null)
        .findFirst()
        .orElse(null);
  }

  ChainModel chain(String id) {
    return chains.computeIfAbsent(id, any -> new ChainModel(variant(), this::text));
  }

  /** Returns all ids that ever had a row, the store's own among them. */
  Map<String, ChainModel> chains() {
    return chains;
  }

  Map<String, Bytes> objects() {
    return objects;
  }

  @Nullable Bytes object(String key) {
    return objects.get(key);
  }

  /** Returns whether the store is one whose rows may leave gaps without fillers. */
  boolean hasOpenGaps() {
    return isShared() && variant() == Variant.MULTI;
  }

  /**
   * Returns the operation that stored an object; 0 for a foreign writer, -1 for the Scala client.
   */
  int maker(String key) {
    return makers.getOrDefault(key, 0);
  }

  /**
   * Notes that an object is stored.
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

  /**
   * Returns whether an object was stored when its writer had given up, or had removed it already.
   */
  boolean isUnawaited(String key) {
    return unawaited.contains(key);
  }

  /** Notes that a single-version row that named an object is replaced by one that does not. */
  void replace(String key, int operation) {
    replacers.put(key, operation);
  }

  /** Returns the operation that replaced the row that named an object; 0 for none. */
  int replacer(String key) {
    return replacers.getOrDefault(key, 0);
  }

  void remove(String key) {
    objects.remove(key);
  }

  /** Returns the bytes that a row leads to; null where there are none. */
  @Nullable Bytes bytes(Row row) {
    return row.payload() == null ? row.value() : objects.get(row.payload().key());
  }

  /**
   * Returns when a row was committed, or where it doesn't say, when its object was stored; else
   * null.
   */
  @Nullable Instant age(Row row) {
    Long stored = row.payload() == null ? null : storedAt.get(row.payload().key());
    return row.committedAt() != null || stored == null ? row.committedAt() : Client.instant(stored);
  }

  /** Returns the value that a row leads to. */
  @Nullable String text(Row row) {
    return Value.text(bytes(row));
  }

  /** Returns a row that names an object; null where none does. */
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
