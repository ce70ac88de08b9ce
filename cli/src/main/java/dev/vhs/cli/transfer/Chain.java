package dev.vhs.cli.transfer;

import dev.vhs.cli.shell.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;

/** The versions of one id, wherever they are. */
interface Chain {
  /** Returns the id. */
  String id();

  /** Returns all versions that are there, newest first. The stream must be closed. */
  Stream<CopiedVersion> history();

  /** Returns one of the versions. */
  CopiedVersion version(long version);

  /**
   * Checks for damage that {@link #open} would not notice while the value is read.
   *
   * @throws Failure if the value is damaged
   */
  void requireSound(long version) throws IOException;

  /** Opens the bytes of a value, from the beginning each time. */
  InputStream open(long version) throws IOException;

  /** Returns a version's checksum. If it is not known, the value is read for it. */
  default String sha256(CopiedVersion version) throws IOException {
    if (version.sha256() != null) {
      return version.sha256();
    }
    try (InputStream bytes = open(version.version())) {
      return Digests.sha256(bytes);
    }
  }
}
