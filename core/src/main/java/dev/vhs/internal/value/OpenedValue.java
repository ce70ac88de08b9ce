package dev.vhs.internal.value;

import dev.vhs.ValueStream;
import dev.vhs.VersionInfo;
import java.io.InputStream;

/** A version whose bytes are being read: the only implementation of {@link ValueStream}. */
public final class OpenedValue extends ValueStream {
  private final VersionInfo info;
  private final boolean verified;

  /**
   * Creates a stream over a version's bytes.
   *
   * @param info the version
   * @param stream its bytes, decoded
   * @param verified whether the stream checks them
   */
  public OpenedValue(VersionInfo info, InputStream stream, boolean verified) {
    super(stream);
    this.info = info;
    this.verified = verified;
  }

  @Override
  public VersionInfo info() {
    return info;
  }

  @Override
  public boolean isVerified() {
    return verified;
  }
}
