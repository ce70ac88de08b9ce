package dev.vhs.local.sqlite;

import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The statements of an index file about itself.
 *
 * @param application the mark of the program that made it
 * @param version the version of its tables
 * @param identity the mark that tells it from every other index
 * @param variant the variant that it keeps, as an index file spells it
 */
record IndexHeader(int application, int version, String identity, String variant) {
  /**
   * Checks that this release can use the file.
   *
   * @param before the header that the file of this name had when it was first opened
   * @param expected the variant that it is to keep; null for either
   * @throws StoreMismatch if it is not, or not the same
   */
  void check(Path path, @Nullable IndexHeader before, @Nullable Variant expected) {
    if (application != Schema.APPLICATION_ID) {
      throw new StoreMismatch(
          path + " is a database of another program; keep the store in a folder of its own", null);
    }
    if (version > Schema.VERSION) {
      throw new StoreMismatch(
          "Index %s has schema version %s, and this release knows up to %s; use a newer release"
              .formatted(path, version, Schema.VERSION),
          null);
    }
    if (version < 1 || identity.isEmpty()) {
      throw new StoreMismatch("Index " + path + " is not complete; restore it from a backup", null);
    }
    Variant kept = keeps(path);
    if (expected != null && kept != expected) {
      throw new StoreMismatch(
          "Index %s is a %s, and was opened as a %s; leave the variant out, or name another folder"
              .formatted(path, variant, expected.text()),
          null);
    }
    if (before != null && !equals(before)) {
      throw new StoreMismatch(
          "Index " + path + " was replaced by another one while it was open; open the store again",
          null);
    }
  }

  /** Returns the variant that it keeps. */
  Variant keeps(Path path) {
    try {
      return Variant.of(variant);
    } catch (IllegalArgumentException e) {
      throw new StoreMismatch(
          "Index " + path + " is damaged: " + e.getMessage() + "; restore it from a backup", e);
    }
  }
}
