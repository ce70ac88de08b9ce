package dev.vhs.internal.value;

import dev.vhs.Codec;

/** The codec of bytes as they are. It copies them, since arrays can be changed. */
public enum BytesCodec implements Codec<byte[]> {
  /** The only instance. */
  INSTANCE;

  @Override
  public byte[] encode(byte[] value) {
    return value.clone();
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
