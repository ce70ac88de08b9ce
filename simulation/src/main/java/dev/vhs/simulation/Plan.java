package dev.vhs.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a history: the calls and their times, and what goes wrong.
 *
 * <p>It is written down while the dice decide it. Followed in another run with the same seed, it
 * gives the same history; with parts left out, one that is the same apart from them, as far as
 * nothing else depended on them. Each part has the name of the stream that decides it.
 */
final class Plan {
  private final Map<Long, List<Entry>> entries;
  private final Set<Long> parts;
  private final @Nullable Set<Long> kept;

  /** Creates a plan to be written. */
  Plan() {
    this(new HashMap<>(), new LinkedHashSet<>(), null);
  }

  private Plan(Map<Long, List<Entry>> entries, Set<Long> parts, @Nullable Set<Long> kept) {
    this.entries = entries;
    this.parts = parts;
    this.kept = kept;
  }

  /**
   * A part that begins at a moment.
   *
   * @param at when, in nanoseconds since {@link Client#EPOCH}
   * @param name its stream
   */
  record Entry(long at, long name) {}

  /** Returns the same plan, to be followed with only those of its parts. */
  Plan with(Set<Long> someParts) {
    return new Plan(entries, parts, Set.copyOf(someParts));
  }

  /** Its calls, changes by other programs, and faults, in the order in which they were decided. */
  List<Long> parts() {
    return List.copyOf(parts);
  }

  /** Returns how many of its parts happen. */
  int size() {
    return happening().size();
  }

  /** Returns how many calls of users happen. */
  int calls() {
    return (int)
        entries.values().stream()
            .flatMap(List::stream)
            .filter(entry -> happening().contains(entry.name()))
            .count();
  }

  private Set<Long> happening() {
    return kept == null ? parts : kept;
  }

  /** Returns whether it was written before, and is followed. */
  boolean isFollowed() {
    return kept != null;
  }

  /** Writes down that something begins, for its owner. */
  void enter(long owner, Entry entry) {
    entries.computeIfAbsent(owner, any -> new ArrayList<>()).add(entry);
  }

  /** Returns what belongs to an owner, in order. */
  List<Entry> of(long owner) {
    return entries.getOrDefault(owner, List.of());
  }

  /** Returns whether any part of an owner's is to happen, of one that is followed. */
  boolean keepsAnyOf(long owner) {
    return of(owner).stream().anyMatch(entry -> happening().contains(entry.name()));
  }

  /**
   * Returns whether a part that the dice decided on is to happen; while it is written, each does.
   */
  boolean keeps(long part) {
    if (kept == null) {
      parts.add(part);
      return true;
    }
    return kept.contains(part);
  }
}
