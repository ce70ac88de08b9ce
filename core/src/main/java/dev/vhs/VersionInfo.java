package dev.vhs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The facts of one version, without its bytes: writes return them, and {@code info}, {@code
 * history} and {@code scan} show them. Immutable. Applications must not implement this interface,
 * to which methods may be added: the store refuses facts that it did not make itself.
 *
 * <p>Facts that came from a write or from a consistent read of the newest version remember what was
 * read, and when, so that {@code replace} can start from them without a further read. With other
 * facts {@code replace} reads once more. A version that another program wrote has a location and
 * little else.
 *
 * <p>Two of these are equal if they are of the same version and state the same, whenever each was
 * read.
 */
public interface VersionInfo {
  /** The two sorts of version. */
  enum Kind {
    /** A version with a value. */
    VALUE("value"),
    /** A deletion of the id. */
    TOMBSTONE("tombstone");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** Returns the kind in lower case, as the command line prints it. */
    public String text() {
      return text;
    }
  }

  /** Returns the id, the user's name of the thing. */
  String id();

  /** Returns the version's number: 0 or more, higher is newer. */
  long version();

  /** Returns whether it is a value or a deletion, as a {@link Kind}. */
  Kind kind();

  /** Returns whether the version is a deletion. */
  boolean isDeleted();

  /**
   * Returns the value's length in bytes, before encoding: -1 where the index does not say, 0 for a
   * deletion.
   */
  long size();

  /**
   * Returns the value's length in bytes as stored, after encoding: -1 where the index does not say,
   * 0 for a deletion.
   */
  long storedSize();

  /**
   * Returns the SHA-256 of the value's bytes before encoding, in 64 lower-case hex digits; empty
   * for a deletion and where another program wrote the version.
   */
  Optional<String> sha256();

  /**
   * Returns the value's media type; empty for a deletion and where another program wrote the
   * version.
   */
  Optional<String> contentType();

  /** Returns the encoding of the stored bytes: {@code zstd}, or empty where they have none. */
  Optional<String> encoding();

  /**
   * Returns the moment when the value was made, as {@link WriteOptions#createdAt} gave it or by the
   * index's clock; empty for a deletion and where another program wrote the version.
   */
  Optional<Instant> createdAt();

  /**
   * Returns the moment when this version was committed, by the index's clock; empty where another
   * program wrote it.
   */
  Optional<Instant> committedAt();

  /** Returns the user's own names and values; empty where there are none. Unmodifiable. */
  Map<String, String> metadata();

  /** Returns the place of the value's object; empty for an inline value and for a deletion. */
  Optional<Location> location();

  /** Returns the id of the write that made this version; empty where another program did. */
  Optional<UUID> writeId();
}
