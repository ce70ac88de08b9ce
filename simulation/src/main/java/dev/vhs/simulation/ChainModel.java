package dev.vhs.simulation;

import dev.vhs.Variant;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of one id as they truly are, and were. */
final class ChainModel {
  private final Variant variant;
  private final Function<Row, @Nullable String> text;
  private final TreeMap<Long, Row> rows = new TreeMap<>();
  private final Map<Long, Timeline> versions = new HashMap<>();
  private final Timeline newest = new Timeline();
  private final Set<Long> values = new TreeSet<>();
  private final Map<String, TreeMap<Long, Integer>> retired = new HashMap<>();
  private final Set<Long> had = new HashSet<>();
  private long highest = -1;

  /**
   * Creates an id without rows.
   *
   * @param text the value that a row leads to at this moment
   */
  ChainModel(Variant variant, Function<Row, @Nullable String> text) {
    this.variant = variant;
    this.text = text;
  }

  Collection<Row> rows() {
    return rows.values();
  }

  @Nullable Row at(long version) {
    return rows.get(version);
  }

  @Nullable Row newest() {
    return rows.isEmpty() ? null : rows.lastEntry().getValue();
  }

  /** Returns the row next below a version; null where there is none. */
  @Nullable Row below(long version) {
    Map.Entry<Long, Row> entry = rows.lowerEntry(version);
    return entry == null ? null : entry.getValue();
  }

  /** Returns the highest version that was there at an event; -1 for none. */
  long highestAt(int position) {
    Row row = newest.at(position).row();
    return row == null ? -1 : row.version();
  }

  /** Returns the highest version that there ever was; -1 for none. */
  long highest() {
    return highest;
  }

  /** Returns how many values there ever were above a version. */
  long valuesAbove(long version) {
    return values.stream().filter(value -> value > version).count();
  }

  /** Notes that a client has been told that it has taken away all versions up to one. */
  void retiredBy(String client, long upTo, int position) {
    retired.computeIfAbsent(client, any -> new TreeMap<>()).put(upTo, position);
  }

  /**
   * Returns since when a client knew, at some moment, that it had taken a version away; the
   * beginning for never.
   */
  int retiredSince(String client, long version, int moment) {
    return retired.getOrDefault(client, new TreeMap<>()).tailMap(version).values().stream()
        .filter(position -> position < moment)
        .mapToInt(Integer::intValue)
        .max()
        .orElse(Integer.MIN_VALUE);
  }

  /** Returns what was newest, and when. */
  Timeline newestTimeline() {
    return newest;
  }

  /** Returns what stood as a version, and when. */
  Timeline timeline(long version) {
    return versions.computeIfAbsent(version, any -> new Timeline());
  }

  /** Returns whether a version ever had a row, since the id was last forgotten. */
  boolean everHad(long version) {
    return had.contains(version);
  }

  /** Returns every version that ever had a row. */
  Set<Long> versions() {
    return new TreeSet<>(versions.keySet());
  }

  /**
   * Returns whether a row named an object that was not there, at some moment from one event to
   * another.
   */
  boolean everDangled(int from, int to) {
    return versions.values().stream()
        .anyMatch(
            timeline ->
                timeline.everBetween(
                    from,
                    to,
                    state ->
                        state.row() != null
                            && state.row().payload() != null
                            && state.text() == null));
  }

  /** Notes the row of that place, as an event leaves it. */
  void write(int position, Row row) {
    if (variant == Variant.SINGLE) {
      for (Row other : Set.copyOf(rows.values())) {
        drop(position, other.version());
      }
    }
    rows.put(row.version(), row);
    had.add(row.version());
    highest = Math.max(highest, row.version());
    if (row.kind() == RowKind.VALUE) {
      values.add(row.version());
    }
    timeline(row.version()).change(position, row, text.apply(row));
  }

  void drop(int position, long version) {
    rows.remove(version);
    timeline(version).change(position, null, null);
  }

  /** Begins again at version 0. */
  void forget() {
    had.clear();
    highest = -1;
  }

  /**
   * Notes that the index is another one, in which the id has those rows, as it once had them, or
   * none.
   */
  void replace(int position, List<Row> then) {
    for (long version : versions()) {
      drop(position, version);
    }
    for (Row row : then) {
      rows.put(row.version(), row);
      timeline(row.version()).change(position, row, text.apply(row));
    }
    highest = rows.isEmpty() ? -1 : rows.lastKey();
    had.removeIf(version -> version > highest);
    values.removeIf(version -> version > highest);
    settle(position);
  }

  /** Notes that an object is there again: what rows lead to may have changed. */
  void lookAgain(int position) {
    rows.values().forEach(row -> timeline(row.version()).change(position, row, text.apply(row)));
    settle(position);
  }

  /** Enters what is newest after an event. */
  void settle(int position) {
    Row row = newest();
    newest.change(position, row, row == null ? null : text.apply(row));
  }
}
