package dev.vhs.spi;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An immutable run of bytes in memory, compared by content. Safe for use by many threads. */
public final class Bytes {
  /** The empty run. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] array;

  private Bytes(byte[] array) {
    this.array = array;
  }

  /** Wraps an array without copying it; the caller must not change it afterwards. */
  public static Bytes wrap(byte[] array) {
    return array.length == 0 ? EMPTY : new Bytes(array);
  }

  /** Returns a copy of an array. */
  public static Bytes copyOf(byte[] array) {
    return wrap(array.clone());
  }

  /** Returns the number of bytes. */
  public int size() {
    return array.length;
  }

  /** Returns a copy of the bytes. */
  public byte[] toArray() {
    return array.clone();
  }

  /** Returns the bytes without a copy; the caller must not change them. */
  public byte[] unsafeArray() {
    return array;
  }

  /** Opens a stream over the bytes. */
  public InputStream openStream() {
    return new ByteArrayInputStream(array);
  }

  /** Returns a read-only view of the bytes. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(array).asReadOnlyBuffer();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  /** Returns the number of bytes, and none of the bytes: values don't belong in logs. */
  @Override
  public String toString() {
    return array.length + " bytes";
  }
}
