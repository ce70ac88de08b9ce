package dev.vhs.spi;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** The bytes of an upload, as they are to be stored. */
public interface Body {
  /** Returns the number of bytes; empty if it is not known before they are read. */
  OptionalLong size();

  /** Returns whether {@link #open()} can be called again, to send the same bytes once more. */
  boolean isReplayable();

  /**
   * Opens a stream over all bytes, from the first; the caller closes it.
   *
   * @throws IOException if the bytes can't be read
   * @throws IllegalStateException if the body was opened before and is not replayable
   */
  InputStream open() throws IOException;

  /** Returns a body of bytes in memory. */
  static Body of(Bytes bytes) {
    return new BytesBody(bytes);
  }
}
