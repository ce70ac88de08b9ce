package dev.vhs.spi;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The write ids of a single-version row's last sixteen writes, newest first, shortened to twelve
 * bytes each, so that a write that was overwritten at once is still recognised as done.
 */
public final class RecentWriteIds {
  /** The most write ids that a row remembers, its current one included. */
  public static final int CAPACITY = 16;

  /**
   * The bytes that are kept of each: of a UUIDv7 the 48-bit time, the version, and more than 28
   * random bits.
   */
  public static final int BYTES_EACH = 12;

  /** The empty list. */
  public static final RecentWriteIds NONE = new RecentWriteIds(Bytes.EMPTY);

  private final Bytes packed;

  private RecentWriteIds(Bytes packed) {
    this.packed = packed;
  }

  /**
   * Reads the list as an item stores it.
   *
   * @throws IllegalArgumentException if the length is not a multiple of 12, or over 16 × 12
   */
  public static RecentWriteIds of(Bytes packed) {
    if (packed.size() % BYTES_EACH != 0 || packed.size() > CAPACITY * BYTES_EACH) {
      throw new IllegalArgumentException("recentWriteIds of " + packed.size() + " bytes");
    }
    return packed.size() == 0 ? NONE : new RecentWriteIds(packed);
  }

  /** Returns this list with one more in front, and without the one that falls out. */
  public RecentWriteIds prepend(UUID writeId) {
    int kept = Math.min(packed.size(), (CAPACITY - 1) * BYTES_EACH);
    ByteBuffer next = ByteBuffer.allocate(BYTES_EACH + kept);
    next.put(shorten(writeId)).put(packed.unsafeArray(), 0, kept);
    return new RecentWriteIds(Bytes.wrap(next.array()));
  }

  /** Returns whether the list has a write. */
  public boolean contains(UUID writeId) {
    byte[] sought = shorten(writeId);
    byte[] all = packed.unsafeArray();
    for (int at = 0; at < all.length; at += BYTES_EACH) {
      if (Arrays.equals(all, at, at + BYTES_EACH, sought, 0, BYTES_EACH)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether the list is full, so that older writes may have fallen out. */
  public boolean isFull() {
    return packed.size() == CAPACITY * BYTES_EACH;
  }

  /** Returns the bytes that an item stores, twelve for each write. */
  public Bytes packed() {
    return packed;
  }

  private static byte[] shorten(UUID writeId) {
    return ByteBuffer.allocate(BYTES_EACH)
        .putLong(writeId.getMostSignificantBits())
        .putInt((int) (writeId.getLeastSignificantBits() >>> Integer.SIZE))
        .array();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecentWriteIds that && packed.equals(that.packed);
  }

  @Override
  public int hashCode() {
    return packed.hashCode();
  }

  @Override
  public String toString() {
    return packed.size() / BYTES_EACH + " recent write ids";
  }
}
