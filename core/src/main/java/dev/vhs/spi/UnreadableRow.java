package dev.vhs.spi;

import dev.vhs.Location;
import dev.vhs.StoreMismatch;
import dev.vhs.VhsException;
import org.jspecify.annotations.Nullable;

/**
 * What a scan came across that is no row to this release: a program wrote it that knows other
 * rules, or a newer release did.
 *
 * @param id its id
 * @param payload where it says that an object is, if that can be read
 * @param reason what reading it alone throws: {@link dev.vhs.CorruptValue}, or {@link
 *     StoreMismatch} for a format higher than {@link Row#FORMAT}
 */
public record UnreadableRow(String id, @Nullable Location payload, VhsException reason) {
  /** Whether a newer release wrote it. */
  public boolean isNewer() {
    return reason instanceof StoreMismatch;
  }
}
