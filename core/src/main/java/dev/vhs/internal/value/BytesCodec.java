package dev.vhs.internal.value;

import dev.vhs.Codec;
import java.util.Objects;

/** The codec of bytes as they are. It copies them, since arrays can be changed. */
public enum BytesCodec implements Codec<byte[]> {
  /** The only instance. */
  INSTANCE;

  @Override
  public byte[] encode(byte[] value) {
    return Objects.requireNonNull(value, "the value is null").clone();
  }

  @Override
  public byte[] decode(byte[] bytes, String contentType) {
    return bytes;
  }

  @Override
  public String contentType() {
    return "application/octet-stream";
  }
}
