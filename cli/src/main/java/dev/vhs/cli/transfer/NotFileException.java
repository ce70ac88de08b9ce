package dev.vhs.cli.transfer;

import java.nio.file.FileSystemException;

/** The failure to read a link, a pipe, a device or a folder as a file. */
final class NotFileException extends FileSystemException {
  private static final long serialVersionUID = 1;

  NotFileException(String file) {
    super(file, null, "not a file");
  }
}
