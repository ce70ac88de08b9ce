package dev.vhs.internal.write;

import dev.vhs.HigherVersionExists;
import dev.vhs.VersionAlreadyExists;
import dev.vhs.VersionConflict;
import dev.vhs.internal.protocol.RowInfo;
import dev.vhs.internal.protocol.Versions;
import dev.vhs.internal.protocol.WriteBase;
import dev.vhs.spi.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The version that a write is to have, given the newest one. */
public sealed interface VersionCondition {
  /** Returns the base that the caller knows to be the newest; null where it must be read. */
  default @Nullable WriteBase known(Instant now) {
    return null;
  }

  /**
   * Returns whether any newest row will do, so that a write can go on after a conflict without
   * reading again.
   */
  default boolean isNextWhatever() {
    return false;
  }

  /**
   * Returns the version to write.
   *
   * @throws VersionConflict if the newest row rules it out
   */
  long version(WriteBase newest);

  /**
   * Returns the condition of exactly one version.
   *
   * @throws dev.vhs.InvalidRequest if it is negative, or leaves no room for later versions
   */
  static VersionCondition exactly(String id, long version) {
    return new Exactly(id, Versions.chosen(id, version));
  }

  /** The first version of an id that never had one. Nothing is read for it. */
  record First(String id) implements VersionCondition {
    @Override
    public WriteBase known(Instant now) {
      return new WriteBase(null, now);
    }

    @Override
    public long version(WriteBase newest) {
      Row row = newest.row();
      if (row != null) {
        throw new VersionAlreadyExists(
            "'%s' is there already, at version %d; nothing was written. Read it again, and write its next version"
                .formatted(id, row.version()),
            id,
            row.version());
      }
      return 0;
    }
  }

  /** The next version, whatever it is. */
  record Next() implements VersionCondition {
    @Override
    public boolean isNextWhatever() {
      return true;
    }

    @Override
    public long version(WriteBase newest) {
      return newest.nextVersion();
    }
  }

  /** Exactly one version. */
  record Exactly(String id, long wanted) implements VersionCondition {
    @Override
    public long version(WriteBase newest) {
      Row row = newest.row();
      if (row != null && row.version() == wanted) {
        throw new VersionAlreadyExists(
            "Version %d of '%s' is there already; nothing was written. Read it again, and write a higher version"
                .formatted(wanted, id),
            id,
            wanted);
      }
      if (row != null && row.version() > wanted) {
        throw new HigherVersionExists(
            "'%s' is at version %d already; version %d was not written. Read it again, and write a higher version"
                .formatted(id, row.version(), wanted),
            id,
            wanted);
      }
      return wanted;
    }
  }

  /** The version after one that was read. */
  record After(RowInfo read) implements VersionCondition {
    @Override
    public @Nullable WriteBase known(Instant now) {
      Instant at = read.newestAt();
      return at == null ? null : new WriteBase(read.row(), at);
    }

    @Override
    public long version(WriteBase newest) {
      long next = Versions.after(read.id(), read.version());
      Row row = newest.row();
      if (row == null) {
        throw new VersionConflict(
            "'%s' was removed since version %d was read; nothing was written. Read it again, and decide again"
                .formatted(read.id(), read.version()),
            read.id(),
            next);
      }
      if (row.version() > read.version()) {
        throw new HigherVersionExists(
            "'%s' is at version %d, and the write was to follow version %d; nothing was written. Read it again, and decide again"
                .formatted(read.id(), row.version(), read.version()),
            read.id(),
            next);
      }
      if (!row.standsAs(read.row())) {
        throw new VersionConflict(
            "Version %d of '%s' was changed by another program since it was read; nothing was written. Read it again, and decide again"
                .formatted(read.version(), read.id()),
            read.id(),
            next);
      }
      return next;
    }
  }
}
