package dev.vhs.spi;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** The bytes of an upload, as they are to be stored. */
public interface Body {
  /** How many bytes there are, where that is known before they are read. */
  OptionalLong size();

  /** Whether {@link #open()} can be called again, to send the same bytes once more. */
  boolean isReplayable();

  /**
   * A stream over all bytes, from the first; the caller closes it.
   *
   * @throws IOException if they can't be read
   * @throws IllegalStateException if it was opened before and is not replayable
   */
  InputStream open() throws IOException;

  /** The body with those bytes. */
  static Body of(Bytes bytes) {
    return new BytesBody(bytes);
  }
}
