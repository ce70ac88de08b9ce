package dev.vhs.spi;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * An object that is being read.
 *
 * @param info the facts of the whole object
 * @param stream the bytes that were asked for
 */
public record ObjectStream(ObjectInfo info, InputStream stream) implements Closeable {
  @Override
  public void close() throws IOException {
    stream.close();
  }
}
