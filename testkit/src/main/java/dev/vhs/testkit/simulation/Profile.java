package dev.vhs.testkit.simulation;

import static dev.vhs.testkit.simulation.Action.DELETE;
import static dev.vhs.testkit.simulation.Action.DELETE_AT;
import static dev.vhs.testkit.simulation.Action.EXISTS;
import static dev.vhs.testkit.simulation.Action.GC;
import static dev.vhs.testkit.simulation.Action.GET;
import static dev.vhs.testkit.simulation.Action.GET_EVENTUAL;
import static dev.vhs.testkit.simulation.Action.GET_LATEST;
import static dev.vhs.testkit.simulation.Action.HISTORY;
import static dev.vhs.testkit.simulation.Action.INFO;
import static dev.vhs.testkit.simulation.Action.INIT;
import static dev.vhs.testkit.simulation.Action.OPEN;
import static dev.vhs.testkit.simulation.Action.PRUNE;
import static dev.vhs.testkit.simulation.Action.PURGE;
import static dev.vhs.testkit.simulation.Action.PUT;
import static dev.vhs.testkit.simulation.Action.PUT_LATEST;
import static dev.vhs.testkit.simulation.Action.PUT_STREAM;
import static dev.vhs.testkit.simulation.Action.REPLACE;
import static dev.vhs.testkit.simulation.Action.RESTORE;
import static dev.vhs.testkit.simulation.Action.SCAN;
import static dev.vhs.testkit.simulation.Action.UPDATE;
import static dev.vhs.testkit.simulation.Action.UPDATE_METADATA;
import static dev.vhs.testkit.simulation.Action.UPDATE_NOTHING;
import static dev.vhs.testkit.simulation.Action.UPSERT;
import static dev.vhs.testkit.simulation.Action.VERIFY;

import dev.vhs.Variant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of history: what users do in it, and what goes wrong. A sound engine passes all of them;
 * each leans towards some of the things that can be broken.
 */
@SuppressWarnings("ImmutableEnumChecker") // The map is an immutable one, and faults are a record.
public enum Profile {
  /** Everything, evenly. */
  MIXED(null, 2, Faults.SOME, Map.of()),

  /** Everything, and nothing goes wrong: then nothing may be left for the sweep either. */
  CALM(null, 1, Faults.NONE, Map.of()),

  /** Several writers of one id, and a network that loses a third of what it carries. */
  UNRELIABLE(null, 1, Faults.SOME.unreliable(0.1), Map.of(PUT_LATEST, 8, UPDATE, 8, REPLACE, 5)),

  /** Versions that jump, beside writes of the next version, and reads that see half of them. */
  GAPS(
      Variant.MULTI,
      1,
      Faults.SOME.torn(0.9),
      Map.of(PUT, 20, PUT_LATEST, 10, UPDATE, 6, PRUNE, 4, GC, 1)),

  /** Threads and processes that stand still in the middle, beside purges and prunes. */
  STALLS(
      null,
      1,
      Faults.SOME.stalls(0.06),
      Map.of(INIT, 6, PUT_LATEST, 8, PURGE, 5, PRUNE, 5, GC, 3, UPDATE, 4)),

  /**
   * Writers that stand still between upload and commit, or upload for long, with the sweep close
   * behind.
   */
  SLOW_UPLOADS(
      null,
      4,
      Faults.SOME.stalls(0.08),
      Map.of(PUT_STREAM, 10, PUT_LATEST, 10, INIT, 6, UPDATE, 3, GC, 30)),

  /** Old versions restored, while others prune, purge and sweep. */
  RESTORES(
      Variant.MULTI,
      1,
      Faults.SOME,
      Map.of(RESTORE, 14, UPDATE_METADATA, 5, PUT, 5, PRUNE, 8, PURGE, 4, GC, 5, PUT_LATEST, 8)),

  /** Deletions and what undoes them, with the sweep close behind. */
  DELETIONS(
      null,
      1,
      Faults.SOME.stalls(0.03),
      Map.of(DELETE, 10, RESTORE, 10, PURGE, 4, GC, 5, INIT, 4, UPSERT, 5, PUT_LATEST, 5)),

  /** What was read long ago is replaced, where rows of that time are gone. */
  OLD_READS(
      null,
      1,
      Faults.SOME,
      Map.of(REPLACE, 20, GET_LATEST, 6, GET, 4, PUT_LATEST, 6, PURGE, 4, PRUNE, 6, GC, 4)),

  /** Single-version rows that other programs change by hand. */
  FOREIGN(
      Variant.SINGLE,
      1,
      Faults.SOME.foreign(0.8),
      Map.of(UPDATE, 12, REPLACE, 8, PUT_LATEST, 6, UPDATE_METADATA, 4, DELETE, 3, RESTORE, 3)),

  /** As {@link #MIXED}, with engines that have a cache. */
  CACHED_MIXED(MIXED),

  /** As {@link #CALM}, with engines that have a cache. */
  CACHED_CALM(CALM),

  /** As {@link #UNRELIABLE}, with engines that have a cache. */
  CACHED_UNRELIABLE(UNRELIABLE),

  /** As {@link #GAPS}, with engines that have a cache. */
  CACHED_GAPS(GAPS),

  /** As {@link #STALLS}, with engines that have a cache. */
  CACHED_STALLS(STALLS),

  /** As {@link #SLOW_UPLOADS}, with engines that have a cache. */
  CACHED_SLOW_UPLOADS(SLOW_UPLOADS),

  /** As {@link #RESTORES}, with engines that have a cache. */
  CACHED_RESTORES(RESTORES),

  /** As {@link #DELETIONS}, with engines that have a cache. */
  CACHED_DELETIONS(DELETIONS),

  /** As {@link #OLD_READS}, with engines that have a cache. */
  CACHED_OLD_READS(OLD_READS),

  /** As {@link #FOREIGN}, with engines that have a cache. */
  CACHED_FOREIGN(FOREIGN),

  /** Versions read from caches, beside prunes and purges, and writes that start from a cache. */
  CACHED_VERSIONS(
      Variant.MULTI,
      1,
      Faults.SOME,
      Map.of(GET, 20, GET_LATEST, 6, PUT_LATEST, 10, UPDATE, 8, PRUNE, 8, PURGE, 5, GC, 3),
      true),

  /** A store that the Scala client shares, which writes the same ids, and leaves gaps. */
  SHARED(
      null,
      2,
      Faults.SOME.unreliable(0.03).foreign(0.7),
      Map.of(
          PUT_LATEST,
          8,
          UPDATE,
          8,
          REPLACE,
          8,
          INIT,
          6,
          PRUNE,
          5,
          GC,
          6,
          DELETE,
          2,
          PURGE,
          2,
          DELETE_AT,
          1)) {
    @Override
    boolean isShared() {
      return true;
    }
  };

  private static final Map<Action, Integer> EVEN = even();

  private final @Nullable Variant variant;
  private final int ids;
  private final Faults faults;
  private final Map<Action, Integer> weights;
  private final boolean cached;

  Profile(@Nullable Variant variant, int ids, Faults faults, Map<Action, Integer> leaning) {
    this(variant, ids, faults, leaning, false);
  }

  /** As another, with caches. */
  Profile(Profile other) {
    this(other.variant, other.ids, other.faults, other.weights, true);
  }

  Profile(
      @Nullable Variant variant,
      int ids,
      Faults faults,
      Map<Action, Integer> leaning,
      boolean cached) {
    this.variant = variant;
    this.ids = ids;
    this.faults = faults;
    this.weights = leaning;
    this.cached = cached;
  }

  private static Map<Action, Integer> even() {
    Map<Action, Integer> even = new EnumMap<>(Action.class);
    even.put(INIT, 3);
    even.put(PUT, 4);
    even.put(PUT_LATEST, 5);
    even.put(PUT_STREAM, 2);
    even.put(REPLACE, 4);
    even.put(UPDATE, 5);
    even.put(UPDATE_NOTHING, 1);
    even.put(UPSERT, 3);
    even.put(RESTORE, 3);
    even.put(UPDATE_METADATA, 2);
    even.put(DELETE, 3);
    even.put(DELETE_AT, 1);
    even.put(PURGE, 2);
    even.put(PRUNE, 2);
    even.put(GET_LATEST, 3);
    even.put(GET_EVENTUAL, 1);
    even.put(OPEN, 1);
    even.put(GET, 3);
    even.put(INFO, 1);
    even.put(EXISTS, 1);
    even.put(HISTORY, 2);
    even.put(SCAN, 1);
    even.put(GC, 2);
    even.put(VERIFY, 1);
    return even;
  }

  /** Whether the store is one that the Scala client shares. */
  boolean isShared() {
    return false;
  }

  /** The variant, where it is always the same one. */
  @Nullable Variant variant() {
    return variant;
  }

  /** How many ids users share. */
  int ids() {
    return ids;
  }

  /** Whether each engine has a cache. */
  boolean isCached() {
    return cached;
  }

  Faults faults() {
    return faults;
  }

  /** How often an action is chosen, as against others. */
  int weight(Action action) {
    return weights.getOrDefault(action, EVEN.getOrDefault(action, 0));
  }
}
