package dev.vhs.internal.protocol;

import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The base of a write: the newest row as it was read.
 *
 * @param row the row; null where the id has none
 * @param readAt when the read began, by the index's clock
 * @param isGuess whether it comes from memory: then a write may start from it, and no call may be
 *     answered from it
 */
public record WriteBase(@Nullable Row row, Instant readAt, boolean isGuess) {
  /** Creates the base that this call has read. */
  public WriteBase(@Nullable Row row, Instant readAt) {
    this(row, readAt, false);
  }

  /** Returns the base that an earlier call has read or written. */
  public static WriteBase guess(Row row, Instant readAt) {
    return new WriteBase(row, readAt, true);
  }

  /**
   * Returns the version that comes next.
   *
   * @throws dev.vhs.InvalidRequest if the newest has the highest number that there is
   */
  public long nextVersion() {
    return row == null ? 0 : Versions.after(row.id(), row.version());
  }

  /** Returns the row if it has a value; else null. */
  public @Nullable Row value() {
    return row != null && row.kind() == RowKind.VALUE ? row : null;
  }
}
