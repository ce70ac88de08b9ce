package dev.vhs.internal.commit;

import dev.vhs.internal.protocol.RowInfo;
import dev.vhs.spi.Row;
import org.jspecify.annotations.Nullable;

/** The definite end of a conditional write. */
public sealed interface WriteOutcome {
  /**
   * The write took effect, once.
   *
   * @param row the version that it wrote
   */
  record Written(Row row) implements WriteOutcome {
    /** Returns the facts of the version, the newest from when its commit was built. */
    public RowInfo info() {
      return RowInfo.of(row, row.committedAt());
    }
  }

  /**
   * The write did not take effect, and never will.
   *
   * @param inTheWay the row that another writer put there; null where the standing row no longer
   *     holds, or the row to replace is gone
   */
  record Beaten(@Nullable Row inTheWay) implements WriteOutcome {}

  /**
   * The write did not take effect, and never will: its {@code notAfter} passed first, or its base
   * was read too long ago.
   */
  record TooLate() implements WriteOutcome {}
}
