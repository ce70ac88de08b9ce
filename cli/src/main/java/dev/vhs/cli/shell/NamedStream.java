package dev.vhs.cli.shell;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A stream whose failures name the file: the JDK's say only that there is no space left. */
public final class NamedStream extends FilterOutputStream {
  private final Path shown;

  /**
   * Constructs a stream.
   *
   * @param shown the file or folder that messages name
   */
  public NamedStream(OutputStream out, Path shown) {
    super(out);
    this.shown = shown;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      FileSystemException named = new FileSystemException(shown.toString(), null, e.getMessage());
      named.initCause(e);
      throw named;
    }
  }
}
