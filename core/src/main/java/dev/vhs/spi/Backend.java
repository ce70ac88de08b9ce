package dev.vhs.spi;

/**
 * An index and an object store that make one store.
 *
 * @param index the index, which orders the versions
 * @param objects the object store, which carries the bytes
 * @param prefix the beginning of the keys of this store's objects, without a slash at its end;
 *     empty for none
 * @param name the store's name in messages: its URI
 */
public record Backend(PointerIndex index, ObjectStore objects, String prefix, String name)
    implements AutoCloseable {
  /** The length of the longest prefix, in UTF-8 bytes; a key has at most 1,024 in all. */
  public static final int MAX_PREFIX_BYTES = 256;

  /** Closes both halves, the second also if the first fails. */
  @Override
  public void close() {
    try (index;
        objects) {
      // Closing them in reverse order is all there is to do.
      return;
    }
  }
}
