package dev.vhs.internal.protocol;

import dev.vhs.Compatibility;
import dev.vhs.InvalidId;
import dev.vhs.InvalidRequest;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Commit;
import dev.vhs.spi.Row;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a store is written: natively, or so that another client can read and write it beside us. What
 * differs between the two is here and nowhere else; what safety rests on, it takes from {@link
 * Rules}.
 */
public sealed interface StoreFormat permits NativeFormat, ScalaFormat {
  /** What becomes of a row that is to be taken away. */
  enum Fate {
    /** It vanishes. */
    DROPPED,
    /** A marker takes its place. */
    MARKED,
    /** It stays as it is. */
    LEFT,
    /** It stays, and so do all rows above it. */
    KEPT
  }

  /** What the API calls it. */
  Compatibility compatibility();

  /** The keys of its objects. */
  ObjectKeys keys();

  /**
   * Checks that a store can be written in this format as it was opened.
   *
   * @throws InvalidRequest if a setting rules that out
   */
  void checkOpening();

  /**
   * Checks that an object can be made for an id.
   *
   * @throws InvalidId naming the rule that forbids it
   */
  void checkId(String id);

  /**
   * Checks that a version can be written.
   *
   * @throws InvalidRequest if it is too high
   */
  void checkVersion(String id, long version);

  /**
   * Checks that there are rows without a value.
   *
   * @param operation what was asked for
   * @throws UnsupportedOperationException with the reason, if there are none
   */
  void checkDeletes(String operation);

  /** The largest item with an inline value, in bytes; 0 where no value rides inline. */
  long maxInlineBytes();

  /**
   * Whether every row must be a value: then no filler goes with a version above the next one, with
   * which racing writers would collide, and no row is left of what was taken away.
   */
  boolean hasOnlyValues();

  /** Whether a key tells for certain which id the object was made for. */
  boolean keysTellIds();

  /** Whether the object of a replaced pointer may go at once: every reader then reads again. */
  boolean reclaimsReplaced();

  /** Whether a conflict means that a write never took effect and never will. */
  boolean isDefinite(Commit commit, @Nullable Row inTheWay, boolean firstTry, Instant now);

  /** What becomes of a row below the newest one that is to be taken away. */
  Fate fate(Row row, RowAges ages, Duration grace, OperationContext context);
}
