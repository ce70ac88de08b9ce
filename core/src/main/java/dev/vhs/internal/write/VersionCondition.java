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

/** Which version a write is to have, upon what is newest. */
public sealed interface VersionCondition {
  /** What the caller knows to be the newest; null where it must be read. */
  default @Nullable WriteBase known(Instant now) {
    return null;
  }

  /**
   * Whether any newest row will do, so that a conflict can be gone on from without reading again.
   */
  default boolean isNextWhatever() {
    return false;
  }

  /**
   * The version to write.
   *
   * @throws VersionConflict if that can't be, because of what is newest
   */
  long version(WriteBase newest);

  /**
   * Exactly that version.
   *
   * @throws dev.vhs.InvalidRequest if it is negative, or leaves no room for later versions
   */
  static VersionCondition exactly(String id, long version) {
    return new Exactly(id, Versions.chosen(id, version));
  }

  /** Version 0 of an id that never had one: nothing is read for it. */
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
            "'%s' was there already, now at version %d; nothing was written. Use putLatest or update to write its next version"
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
            "Version %d of '%s' is there already; nothing was written".formatted(wanted, id),
            id,
            wanted);
      }
      if (row != null && row.version() > wanted) {
        throw new HigherVersionExists(
            "'%s' is at version %d already, so version %d was not written"
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
            "'%s' is gone since version %d was read; nothing was written"
                .formatted(read.id(), read.version()),
            read.id(),
            next);
      }
      if (row.version() > read.version()) {
        throw new HigherVersionExists(
            "'%s' is at version %d, and the write was meant to follow version %d; nothing was written. Read again and decide anew"
                .formatted(read.id(), row.version(), read.version()),
            read.id(),
            next);
      }
      if (!row.standsAs(read.row())) {
        throw new VersionConflict(
            "Version %d of '%s' was changed by another program since it was read; nothing was written. Read again and decide anew"
                .formatted(read.version(), read.id()),
            read.id(),
            next);
      }
      return next;
    }
  }
}
