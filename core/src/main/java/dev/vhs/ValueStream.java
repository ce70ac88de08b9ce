package dev.vhs;

import java.io.FilterInputStream;
import java.io.InputStream;

/**
 * The bytes of a version, decoded, as they are read. For use by one thread. Applications must not
 * extend this class, to which methods may be added.
 *
 * <p>The last byte of a whole value is handed out only when size and checksum are right; otherwise
 * a read throws {@link CorruptValue}. A read throws {@link ReadInterrupted} where the stream breaks
 * off.
 */
public abstract class ValueStream extends FilterInputStream {
  /**
   * Makes a stream over decoded bytes; for the store's own implementation.
   *
   * @param stream the bytes, which closing this stream closes
   */
  protected ValueStream(InputStream stream) {
    super(stream);
  }

  /** Returns the facts of the version that is read. */
  public abstract VersionInfo info();

  /**
   * Returns whether the bytes are checked against the version's checksum. Parts of a value are not,
   * nor are values that another program wrote.
   */
  public abstract boolean isVerified();
}
