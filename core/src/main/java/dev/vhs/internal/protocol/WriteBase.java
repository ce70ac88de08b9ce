package dev.vhs.internal.protocol;

import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a write builds on: the newest row as it was read.
 *
 * @param row null where the id has none
 * @param readAt when the read began, by the index's clock
 * @param isGuess whether it comes from memory: then a write may start from it, and nobody may be
 *     told of it
 */
public record WriteBase(@Nullable Row row, Instant readAt, boolean isGuess) {
  /** What was read in this call. */
  public WriteBase(@Nullable Row row, Instant readAt) {
    this(row, readAt, false);
  }

  /** What was read or written before. */
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

  /** The row, where it has a value; else null. */
  public @Nullable Row value() {
    return row != null && row.kind() == RowKind.VALUE ? row : null;
  }
}
