package dev.vhs.local.sqlite;

import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.local.shared.FileFailures;
import dev.vhs.local.shared.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The index file of a store: opened where it is there, made where it is not, checked to be ours.
 */
final class IndexFile {
  private final Path path;
  private volatile @Nullable IndexHeader seen;
  private volatile @Nullable Variant expected;

  IndexFile(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /** Returns the header that the file had when it was first opened; null while it was not. */
  @Nullable IndexHeader seen() {
    return seen;
  }

  /** Demands from now on that the file keeps that. */
  void expect(Variant variant) {
    expected = variant;
  }

  /** Returns the file as it is now; null where there is no file, or nothing in it yet. */
  @Nullable FileStamp stamp() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        throw new StoreMismatch(
            path + " is a folder where the index file should be; move it away", null);
      }
      return attributes.size() == 0 ? null : FileStamp.of(attributes);
    } catch (NoSuchFileException e) {
      return missing();
    } catch (IOException e) {
      throw FileFailures.translate(e, path);
    }
  }

  private @Nullable FileStamp missing() {
    try {
      Folders.refuseFileAbove(path);
      return null;
    } catch (IOException e) {
      throw FileFailures.translate(e, path);
    }
  }

  /** Returns whether no log of changes lies beside the file, which would have to be read too. */
  boolean isAtRest() {
    Path log = path.resolveSibling(path.getFileName() + "-wal");
    try {
      return Files.size(log) == 0;
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Opens the file; null where it is not there, or nobody has finished making it.
   *
   * @throws StoreMismatch if it is no file of ours, or another than the one that was opened before
   */
  @Nullable Session open(Duration patience) {
    // Asked first: another thread may make the file right after this one has found none.
    boolean wasThere = seen != null;
    FileStamp stamp = stamp();
    if (stamp == null) {
      return absent(wasThere);
    }
    try {
      Session session = openAnyhow(patience);
      if (session == null) {
        return absent(wasThere);
      }
      session.stamp(stamp);
      return session;
    } catch (SQLException e) {
      throw SqliteFailures.translate(e, path);
    }
  }

  /** Opens the file, and makes it if it is not there; somebody else may be doing so too. */
  Session openOrCreate(Variant variant, Deadline deadline) {
    Session existing = open(deadline.remaining());
    if (existing != null) {
      return existing;
    }
    Path folder = path.toAbsolutePath().getParent();
    try {
      Folders.makeDurably(folder);
      return create(variant, deadline);
    } catch (IOException e) {
      throw FileFailures.translate(e, folder == null ? path : folder);
    } catch (SQLException e) {
      throw SqliteFailures.translate(e, path);
    }
  }

  private Session create(Variant variant, Deadline deadline) throws SQLException {
    Session session = Session.connect(path, Session.Mode.CREATE, Duration.ZERO);
    boolean good = false;
    try {
      deadline.whileBusy(() -> session.execute("PRAGMA journal_mode = WAL"));
      session.configure();
      deadline.whileBusy(() -> session.run(Sql.BEGIN));
      if (session.header() == null) {
        for (String statement : Schema.creation(variant, UUID.randomUUID().toString())) {
          session.execute(statement);
        }
      }
      session.run(Sql.COMMIT);
      recognise(session.header());
      FileStamp stamp = stamp();
      if (stamp == null) {
        throw new StoreUnavailable("Index " + path + " was removed while it was being made", null);
      }
      session.stamp(stamp);
      good = true;
      return session;
    } finally {
      if (!good) {
        session.close();
      }
    }
  }

  /** Checks a file's header and remembers it; returns whether the file has one. */
  private boolean recognise(@Nullable IndexHeader header) {
    if (header == null) {
      return false;
    }
    IndexHeader before = seen;
    header.check(path, before, expected);
    if (before == null) {
      seen = header;
    }
    return true;
  }

  /** Opens the file for writing, or else for reading; null where it has no tables yet. */
  private @Nullable Session openAnyhow(Duration patience) throws SQLException {
    try {
      return open(Session.Mode.OPEN, patience);
    } catch (SQLException e) {
      if (!SqliteFailures.isReadOnly(e)) {
        throw e;
      }
      return openForReading(patience, e);
    }
  }

  private @Nullable Session openForReading(Duration patience, SQLException first)
      throws SQLException {
    try {
      return open(Session.Mode.READ, patience);
    } catch (SQLException e) {
      // Without write access to the folder SQLite can't make the files that its locks are in.
      if (SqliteFailures.isReadOnly(e) && isAtRest()) {
        return open(Session.Mode.READ_UNCHANGING, patience);
      }
      first.addSuppressed(e);
      throw first;
    }
  }

  private @Nullable Session open(Session.Mode mode, Duration patience) throws SQLException {
    Session session = Session.connect(path, mode, patience);
    boolean good = false;
    try {
      if (!recognise(session.header())) {
        return null;
      }
      session.configure();
      good = true;
      return session;
    } finally {
      if (!good) {
        session.close();
      }
    }
  }

  private @Nullable Session absent(boolean wasThere) {
    if (wasThere) {
      throw new StoreMismatch(
          "Index "
              + path
              + " was removed or moved while it was open; open the store again where it is now",
          null);
    }
    return null;
  }
}
