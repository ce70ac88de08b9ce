package dev.vhs.cli.transfer;

import dev.vhs.cli.shell.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;

/** The versions of one id, wherever they are. */
interface Chain {
  /** Whose versions they are. */
  String id();

  /** All that are there, newest first; to be closed. */
  Stream<CopiedVersion> history();

  /** One of them. */
  CopiedVersion version(long version);

  /**
   * Finds what {@link #open} would not notice while it is read.
   *
   * @throws Failure if the value is not what it was
   */
  void requireSound(long version) throws IOException;

  /** The bytes of a value, from the beginning each time. */
  InputStream open(long version) throws IOException;

  /** A version's checksum; where it is not known, by reading it. */
  default String sha256(CopiedVersion version) throws IOException {
    if (version.sha256() != null) {
      return version.sha256();
    }
    try (InputStream bytes = open(version.version())) {
      return Digests.sha256(bytes);
    }
  }
}
