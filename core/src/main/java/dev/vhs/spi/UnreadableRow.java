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
 * @param version the version as it is written, such as {@code 1.5}, which is not valid; {@code ?}
 *     if there is none
 * @param payload the place of the object that it names; null if that can't be read
 * @param reason the exception that reading it alone throws: {@link dev.vhs.CorruptValue}, or {@link
 *     StoreMismatch} for a format higher than {@link Row#FORMAT}
 */
public record UnreadableRow(
    String id, String version, @Nullable Location payload, VhsException reason) {
  private static final String NONE = "?";

  /** Makes an item whose version is the one that the exception names. */
  public UnreadableRow(String id, @Nullable Location payload, VhsException reason) {
    this(
        id,
        reason.version().isPresent() ? Long.toString(reason.version().getAsLong()) : NONE,
        payload,
        reason);
  }

  /** Returns whether a newer release wrote the item. */
  public boolean isNewer() {
    return reason instanceof StoreMismatch;
  }
}
