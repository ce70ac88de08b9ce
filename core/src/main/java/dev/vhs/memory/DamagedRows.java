package dev.vhs.memory;

import dev.vhs.CorruptValue;
import dev.vhs.Location;
import dev.vhs.spi.UnreadableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/** The items of negative versions, as the Scala client can write them: they make no rows. */
final class DamagedRows {
  private final ConcurrentNavigableMap<String, NavigableMap<Long, Location>> payloads =
      new ConcurrentSkipListMap<>();

  void put(String id, long version, Location payload) {
    payloads.computeIfAbsent(id, any -> new ConcurrentSkipListMap<>()).put(version, payload);
  }

  /** Throws if an id has such items. */
  void check(String id) {
    NavigableMap<Long, Location> found = payloads.get(id);
    if (found != null) {
      throw damaged(id, found.firstKey());
    }
  }

  /** Returns the items of ids that a test selects. */
  List<UnreadableRow> of(Predicate<String> isAskedFor) {
    List<UnreadableRow> rows = new ArrayList<>();
    payloads.forEach(
        (id, versions) -> {
          if (isAskedFor.test(id)) {
            versions.forEach(
                (version, payload) ->
                    rows.add(new UnreadableRow(id, payload, damaged(id, version))));
          }
        });
    return rows;
  }

  private static CorruptValue damaged(String id, long version) {
    return new CorruptValue(
        "Version %d of '%s' is negative; another program wrote it. Versions are 0 or more"
            .formatted(version, id),
        id,
        version,
        null,
        null);
  }
}
