package dev.vhs.simulation;

import java.util.Map;
import java.util.TreeMap;

/**
 * The times at which a store's index and objects said that they belong together, and at which not.
 */
final class IntegrityTimeline {
  private final TreeMap<Integer, Boolean> since = new TreeMap<>(Map.of(-1, false));

  /** Enters how it is after an event. */
  void note(int position, boolean whole) {
    if (since.lastEntry().getValue() != whole) {
      since.put(position, whole);
    }
  }

  /** Returns whether they ever did. */
  boolean everWas() {
    return since.containsValue(true);
  }

  /** Returns whether they did, or didn't, at some moment from one event to another. */
  boolean everBetween(int from, int to, boolean whole) {
    return since.subMap(since.floorKey(from), true, to, true).containsValue(whole);
  }
}
