package dev.vhs.internal.value;

import dev.vhs.CodecFailure;
import dev.vhs.InvalidRequest;
import dev.vhs.internal.runtime.OptionalLibrary;
import dev.vhs.spi.Row;
import java.io.IOException;
import java.io.InputStream;

/**
 * The zstd encoding, by zstd-jni, which is loaded only where a value is or was encoded. Only {@link
 * ZstdStreams} names its classes, since this class must link without them.
 */
public final class Zstd {
  public static final String NAME = "zstd";

  private Zstd() {}

  /**
   * Checks that values can be encoded.
   *
   * @throws InvalidRequest if the library is not there
   */
  public static void require() {
    try {
      ZstdStreams.load();
    } catch (NoClassDefFoundError e) {
      throw OptionalLibrary.ZSTD.missing("compress(true)", e);
    }
  }

  /** Returns the bytes, encoded. */
  public static byte[] encode(byte[] bytes, String id) {
    try {
      return ZstdStreams.encode(bytes);
    } catch (NoClassDefFoundError e) {
      throw missing(id, e);
    }
  }

  /** Returns a stream that encodes the bytes of another. */
  public static InputStream encode(InputStream plain, String id) throws IOException {
    try {
      return ZstdStreams.encoding(plain);
    } catch (NoClassDefFoundError e) {
      throw missing(id, e);
    }
  }

  /** Returns a stream that decodes the value of a row. */
  static InputStream decode(InputStream stored, Row row) {
    try {
      return ZstdStreams.decoding(stored, row);
    } catch (NoClassDefFoundError e) {
      throw Values.closing(stored, missing(row.id(), e));
    } catch (IOException e) {
      throw Values.closing(stored, Values.corrupt(row, "is not valid zstd: " + e.getMessage(), e));
    }
  }

  private static CodecFailure missing(String id, NoClassDefFoundError cause) {
    return new CodecFailure(
        "The value of '"
            + id
            + "' is or should be compressed with zstd, which needs "
            + OptionalLibrary.ZSTD.advice(),
        id,
        null,
        cause);
  }
}
