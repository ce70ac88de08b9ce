package dev.vhs.local.files;

import dev.vhs.spi.Body;
import java.io.IOException;
import java.io.InputStream;

/** A reader of a body, whose failures can be told from those of the store. */
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

  /** Reads as {@link InputStream#read(byte[])} does. */
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

  /** A body that can't be read: the caller's value is at fault, and not the store. */
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
