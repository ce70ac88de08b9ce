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
 * The format of a store: native, or one that another client can read and write beside us. All that
 * differs between the two is here and nowhere else. The decisions on which safety rests come from
 * {@link Rules}.
 */
public sealed interface StoreFormat permits NativeFormat, ScalaFormat {
  /** The fate of a row that is to be taken away. */
  enum Fate {
    /** The row vanishes. */
    DROPPED,
    /** A marker takes the row's place. */
    MARKED,
    /** The row stays as it is. */
    LEFT,
    /** The row stays, and so do all rows above it. */
    KEPT
  }

  /** Returns the name that the API has for the format. */
  Compatibility compatibility();

  /** Returns the shape of its objects' keys. */
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
   * @throws InvalidId if a rule forbids it, which the message names
   */
  void checkId(String id);

  /**
   * Checks that a version can be written.
   *
   * @throws InvalidRequest if it is too high
   */
  void checkVersion(String id, long version);

  /**
   * Checks that the format has rows without a value.
   *
   * @param operation the operation that needs them
   * @throws UnsupportedOperationException with the reason, if there are none
   */
  void checkDeletes(String operation);

  /** Returns the largest item with an inline value, in bytes; 0 where no value is stored inline. */
  long maxInlineBytes();

  /**
   * Returns whether every row must be a value. Then a version above the next one has no filler with
   * which racing writers would collide, and a version that is taken away leaves no row.
   */
  boolean hasOnlyValues();

  /** Returns whether a key tells for certain which id the object was made for. */
  boolean keysTellIds();

  /**
   * Returns whether the object of a replaced pointer may go at once, since every reader then reads
   * again.
   */
  boolean reclaimsReplaced();

  /** Returns whether a conflict means that a write never took effect and never will. */
  boolean isDefinite(Commit commit, @Nullable Row inTheWay, boolean firstTry, Instant now);

  /** Returns the fate of a row below the newest one that is to be taken away. */
  Fate fate(Row row, RowAges ages, Duration grace, OperationContext context);
}
