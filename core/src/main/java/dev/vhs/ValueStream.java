package dev.vhs;

import java.io.FilterInputStream;
import java.io.InputStream;

/**
 * The bytes of a version, as they are read.
 *
 * <p>Of a whole value the last byte is handed out only when size and checksum are right; otherwise
 * a read throws {@link CorruptValue}. A read throws {@link ReadInterrupted} where the stream breaks
 * off. For use by one thread.
 */
public final class ValueStream extends FilterInputStream {
  private final VersionInfo info;
  private final boolean verified;

  /**
   * For the engine and for tests.
   *
   * @param info the version
   * @param stream its bytes, decoded
   * @param verified whether the stream checks them
   */
  public ValueStream(VersionInfo info, InputStream stream, boolean verified) {
    super(stream);
    this.info = info;
    this.verified = verified;
  }

  /** The version that is read. */
  public VersionInfo info() {
    return info;
  }

  /** Whether the bytes are checked against the version's checksum: of parts they can't be. */
  public boolean isVerified() {
    return verified;
  }
}
