package dev.vhs.local.files;

import dev.vhs.spi.Body;
import java.io.IOException;
import java.io.InputStream;

/** Reads a body so that its failures can be told from those of the store. */
final class BodyReader implements AutoCloseable {
  private final InputStream in;

  private BodyReader(InputStream in) {
    this.in = in;
  }

  static BodyReader open(Body body) throws Failure {
    try {
      return new BodyReader(body.open());
    } catch (IOException e) {
      throw new Failure(e);
    }
  }

  /** As {@link InputStream#read(byte[])}. */
  int read(byte[] chunk) throws Failure {
    try {
      return in.read(chunk);
    } catch (IOException e) {
      throw new Failure(e);
    }
  }

  @Override
  public void close() throws Failure {
    try {
      in.close();
    } catch (IOException e) {
      throw new Failure(e);
    }
  }

  /** The body can't be read: what the caller gave is at fault, and not the store. */
  static final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    private final IOException reason;

    Failure(IOException reason) {
      super(reason);
      this.reason = reason;
    }

    IOException reason() {
      return reason;
    }
  }
}
