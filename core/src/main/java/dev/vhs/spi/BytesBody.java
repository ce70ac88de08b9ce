package dev.vhs.spi;

import java.io.InputStream;
import java.util.OptionalLong;

/**
 * A body in memory; backends may take its bytes without a copy.
 *
 * @param bytes the bytes
 */
public record BytesBody(Bytes bytes) implements Body {
  @Override
  public OptionalLong size() {
    return OptionalLong.of(bytes.size());
  }

  @Override
  public boolean isReplayable() {
    return true;
  }

  @Override
  public InputStream open() {
    return bytes.openStream();
  }
}
