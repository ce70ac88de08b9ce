package dev.vhs.spi;

/**
 * An index and an object store that make one store.
 *
 * @param index orders the versions
 * @param objects carries the bytes
 * @param prefix what the keys of this store's objects begin with, without a slash at its end; empty
 *     for none
 * @param name what messages call the store: its URI
 */
public record Backend(PointerIndex index, ObjectStore objects, String prefix, String name)
    implements AutoCloseable {
  /** The longest prefix, in UTF-8 bytes; keys have 1,024 in all. */
  public static final int MAX_PREFIX_BYTES = 256;

  /** Closes both halves, the second also where the first fails. */
  @Override
  public void close() {
    try (index;
        objects) {
      // Closing them in reverse order is all there is to do.
      return;
    }
  }
}
