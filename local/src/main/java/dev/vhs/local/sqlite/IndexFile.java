package dev.vhs.local.sqlite;

import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.local.shared.FileFailures;
import dev.vhs.local.shared.Folders;
import dev.vhs.local.shared.Rights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
  private final Rights rights;
  private volatile @Nullable IndexHeader seen;
  private volatile @Nullable Variant expected;

  IndexFile(Path path) {
    this(path, Rights.OWNER);
  }

  /** Names a file, which is made with these rights where it is not there. */
  IndexFile(Path path, Rights rights) {
    this.path = path;
    this.rights = rights;
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
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()) {
        throw new StoreMismatch(
            path + " is a folder where the index file should be; move it away", null);
      }
      if (attributes.isSymbolicLink()) {
        throw link(path);
      }
      return attributes.size() == 0 ? null : FileStamp.of(attributes);
    } catch (NoSuchFileException e) {
      return missing();
    } catch (IOException e) {
      throw FileFailures.reading(e, path);
    }
  }

  private @Nullable FileStamp missing() {
    try {
      Folders.refuseFileAbove(path);
      return null;
    } catch (IOException e) {
      throw FileFailures.reading(e, path);
    }
  }

  /** Returns whether no log of changes lies beside the file, which would have to be read too. */
  boolean isAtRest() {
    try {
      return Files.readAttributes(log(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .size()
          == 0;
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Path log() {
    return beside("-wal");
  }

  private Path beside(String end) {
    return path.resolveSibling(path.getFileName() + end);
  }

  private static StoreMismatch link(Path file) {
    return new StoreMismatch(
        file + " is a symbolic link, which a store doesn't follow; put the file itself there",
        null);
  }

  /** Checks the log before SQLite first reads it, which drops all that follows the first fault. */
  private void checkLog() throws IOException {
    for (Path file : new Path[] {log(), beside("-shm")}) {
      if (Files.isSymbolicLink(file)) {
        throw link(file);
      }
    }
    if (seen == null && !isAtRest() && LogCheck.isDamaged(log())) {
      throw new StoreMismatch(
          "The log of index "
              + path
              + " is damaged, and commits in it would be lost; restore both files from a backup",
          null);
    }
  }

  /**
   * Opens the file; null where it is not there, or nobody has finished making it.
   *
   * @throws StoreMismatch if it is no file of ours, or another than the one that was opened before
   */
  @Nullable Session open(Deadline deadline) {
    // Asked first: another thread may make the file right after this one has found none.
    boolean wasThere = seen != null;
    FileStamp stamp = stamp();
    if (stamp == null) {
      return absent(wasThere);
    }
    try {
      checkLog();
      Session session = openAnyhow(deadline);
      if (session == null) {
        return absent(wasThere);
      }
      session.stamp(stamp);
      return session;
    } catch (SQLException e) {
      throw SqliteFailures.translate(e, path);
    } catch (IOException e) {
      throw FileFailures.reading(e, path);
    }
  }

  /** Opens the file, and makes it if it is not there; somebody else may be doing so too. */
  Session openOrCreate(Variant variant, Deadline deadline) {
    Session existing = open(deadline);
    if (existing != null) {
      return existing;
    }
    Path folder = path.toAbsolutePath().getParent();
    try {
      Folders.makeDurably(folder, rights);
      // By us, since SQLite would make it readable for all; the files beside it have its rights.
      rights.makeFileIfAbsent(path);
      return create(variant, deadline);
    } catch (IOException e) {
      throw FileFailures.writing(e, folder == null ? path : folder);
    } catch (SQLException e) {
      throw SqliteFailures.translate(e, path);
    }
  }

  private Session create(Variant variant, Deadline deadline) throws SQLException, IOException {
    Session session = Session.connect(path, Session.Mode.CREATE, deadline);
    boolean good = false;
    try {
      session.patience(Duration.ZERO);
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
        throw new StoreUnavailable(
            "Index " + path + " was removed while it was being made; try again", null);
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

  /** Checks the header of an open file again. */
  void check(Session session) throws SQLException {
    if (!recognise(session.header())) {
      throw new StoreMismatch(
          "Index " + path + " was emptied while it was open; restore it from a backup", null);
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
  private @Nullable Session openAnyhow(Deadline deadline) throws SQLException, IOException {
    try {
      return open(Session.Mode.OPEN, deadline);
    } catch (SQLException e) {
      if (!SqliteFailures.isAgainstWriting(e)) {
        throw e;
      }
      return openForReading(deadline, e);
    }
  }

  private @Nullable Session openForReading(Deadline deadline, SQLException first)
      throws SQLException, IOException {
    try {
      return refused(open(Session.Mode.READ, deadline), first);
    } catch (SQLException e) {
      // Without write access to the folder SQLite can't make the files that its locks are in.
      if (SqliteFailures.isAgainstWriting(e) && isAtRest()) {
        return refused(open(Session.Mode.READ_UNCHANGING, deadline), first);
      }
      first.addSuppressed(e);
      throw first;
    }
  }

  private static @Nullable Session refused(@Nullable Session session, SQLException reason) {
    if (session != null) {
      session.refused(reason);
    }
    return session;
  }

  private @Nullable Session open(Session.Mode mode, Deadline deadline)
      throws SQLException, IOException {
    Session session = Session.connect(path, mode, deadline);
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
