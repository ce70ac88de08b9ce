package dev.vhs.spi;

import dev.vhs.Location;
import dev.vhs.StoreMismatch;
import dev.vhs.VhsException;
import org.jspecify.annotations.Nullable;

/**
 * An item of an index that makes no row to this release: another program wrote it, or a newer
 * release did.
 *
 * @param id the item's id
 * @param payload the place of the object that it names; null if that can't be read
 * @param reason the exception that reading it alone throws: {@link dev.vhs.CorruptValue}, or {@link
 *     StoreMismatch} for a format higher than {@link Row#FORMAT}
 */
public record UnreadableRow(String id, @Nullable Location payload, VhsException reason) {
  /** Returns whether a newer release wrote the item. */
  public boolean isNewer() {
    return reason instanceof StoreMismatch;
  }
}
