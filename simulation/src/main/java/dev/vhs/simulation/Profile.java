package dev.vhs.simulation;

import static dev.vhs.simulation.Action.COPY;
import static dev.vhs.simulation.Action.DELETE;
import static dev.vhs.simulation.Action.DELETE_AT;
import static dev.vhs.simulation.Action.EXISTS;
import static dev.vhs.simulation.Action.GC;
import static dev.vhs.simulation.Action.GET;
import static dev.vhs.simulation.Action.GET_EVENTUAL;
import static dev.vhs.simulation.Action.GET_LATEST;
import static dev.vhs.simulation.Action.HISTORY;
import static dev.vhs.simulation.Action.INFO;
import static dev.vhs.simulation.Action.INIT;
import static dev.vhs.simulation.Action.OPEN;
import static dev.vhs.simulation.Action.PRUNE;
import static dev.vhs.simulation.Action.PURGE;
import static dev.vhs.simulation.Action.PUT;
import static dev.vhs.simulation.Action.PUT_LATEST;
import static dev.vhs.simulation.Action.PUT_STREAM;
import static dev.vhs.simulation.Action.REPLACE;
import static dev.vhs.simulation.Action.RESTORE;
import static dev.vhs.simulation.Action.SCAN;
import static dev.vhs.simulation.Action.UPDATE;
import static dev.vhs.simulation.Action.UPDATE_METADATA;
import static dev.vhs.simulation.Action.UPDATE_NOTHING;
import static dev.vhs.simulation.Action.UPSERT;
import static dev.vhs.simulation.Action.VERIFY;

import dev.vhs.Variant;
import java.time.Duration;
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

  /** Rows that were read long ago are replaced, where rows of that time are gone. */
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
  },

  /** Copies of what another store has had for long, beside prunes and purges. */
  COPIES(
      null,
      1,
      Faults.SOME.stalls(0.06),
      Map.of(COPY, 14, DELETE_AT, 3, PUT_LATEST, 8, UPDATE, 4, PRUNE, 8, PURGE, 3, GC, 3)),

  /** Several sweeps at once, of which many break off and are done again. */
  SWEEPERS(
      null,
      2,
      Faults.SOME.stalls(0.03).crashes(0.02),
      Map.of(GC, 25, PUT_LATEST, 8, PUT_STREAM, 6, DELETE, 4, RESTORE, 5, PURGE, 3, PRUNE, 4)),

  /** Versions of long ago restored, beside prunes and writers that stand still. */
  OLD_RESTORES(
      Variant.MULTI,
      1,
      Faults.SOME.stalls(0.06),
      Map.of(RESTORE, 16, PUT_LATEST, 8, REPLACE, 6, PRUNE, 7, PURGE, 0, GC, 0, DELETE, 0)),

  /**
   * As {@link #SLOW_UPLOADS}, with eventually consistent reads that lag by more than a commit
   * window, as behind a replica in trouble.
   */
  STALE_READS(
      null,
      4,
      Faults.SOME.stalls(0.08),
      Map.of(PUT_STREAM, 10, PUT_LATEST, 10, INIT, 6, UPDATE, 3, GET_EVENTUAL, 6, GC, 30)) {
    @Override
    Duration maxStale() {
      return Duration.ofMinutes(5);
    }
  },

  /** Processes that see the services' clocks well ahead or behind. */
  CLOCKS(
      null,
      2,
      Faults.SOME.stalls(0.04),
      Map.of(GC, 12, PUT_LATEST, 8, PUT_STREAM, 5, INIT, 5, PRUNE, 6, DELETE, 4, RESTORE, 4)) {
    @Override
    Duration maxSkew(Duration tolerance) {
      return MAX_SKEW;
    }
  },

  /** Some clients use another index with the same objects: an empty one, or a copy. */
  STRAYS(
      null, 2, Faults.SOME, Map.of(GC, 10, PUT_LATEST, 8, INIT, 5, PURGE, 4, PRUNE, 4, UPDATE, 5)) {
    @Override
    Mishap mishap() {
      return Mishap.STRAYS;
    }
  },

  /**
   * The index is emptied, or restored to an earlier time, under a full bucket; then it is adopted.
   */
  TABLE_LOST(
      null,
      2,
      Faults.SOME,
      Map.of(GC, 6, PUT_LATEST, 8, PURGE, 4, PRUNE, 4, RESTORE, 4, UPDATE, 5)) {
    @Override
    Mishap mishap() {
      return Mishap.TABLE_LOST;
    }
  };

  /** The mishap of a store as a whole. */
  enum Mishap {
    /** Nothing. */
    NONE,
    /** Two indexes are used with the same objects. */
    STRAYS,
    /** The index is emptied or restored. */
    TABLE_LOST
  }

  /**
   * The most that a view of a service's clock may be off: the commit window is to be longer than
   * two such views can be apart, and as much again.
   */
  private static final Duration MAX_SKEW = Duration.ofSeconds(12);

  private static final int PARTS_OF_TOLERANCE = 8;

  private static final Map<Action, Integer> EVEN = even();

  private final @Nullable Variant variant;
  private final int ids;
  private final Faults faults;
  private final Map<Action, Integer> weights;
  private final boolean cached;

  Profile(@Nullable Variant variant, int ids, Faults faults, Map<Action, Integer> leaning) {
    this(variant, ids, faults, leaning, false);
  }

  /** Creates a profile as another, with caches. */
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
    even.put(COPY, 1);
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

  /** Returns whether the store is one that the Scala client shares. */
  boolean isShared() {
    return false;
  }

  /** Returns what befalls the store as a whole. */
  Mishap mishap() {
    return Mishap.NONE;
  }

  /** Returns how old at most is what an eventually consistent read shows. */
  Duration maxStale() {
    return Duration.ofSeconds(1);
  }

  /**
   * Returns how far a client's view of a service's clock is off at most, either way.
   *
   * @param tolerance what clients are told
   */
  Duration maxSkew(Duration tolerance) {
    return tolerance.dividedBy(PARTS_OF_TOLERANCE);
  }

  /** Returns the variant, where it is always the same one. */
  @Nullable Variant variant() {
    return variant;
  }

  /** Returns how many ids users share. */
  int ids() {
    return ids;
  }

  /** Returns whether each engine has a cache. */
  boolean isCached() {
    return cached;
  }

  Faults faults() {
    return faults;
  }

  /** Returns how often an action is chosen, as against others. */
  int weight(Action action) {
    return weights.getOrDefault(action, EVEN.getOrDefault(action, 0));
  }
}
