package dev.vhs.local.sqlite;

import dev.vhs.AccessDenied;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.VhsException;
import dev.vhs.local.shared.Disks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/**
 * The meaning of SQLite's errors for a caller (SQLite, "Result and Error Codes"). It goes by their
 * numbers, extended ones first, and by looks at the disk; never by their words.
 */
final class SqliteFailures {
  private static final int PRIMARY = 0xFF;

  private SqliteFailures() {}

  /** The meaning of an error. */
  enum Meaning {
    /** Somebody else has a lock. */
    BUSY,
    /** The disk or a quota is full. */
    NO_SPACE,
    /** A write failed, of which a full disk may be the reason. */
    WRITE_FAILED,
    /** This user may not write, or the disk is read-only. */
    NOT_WRITABLE,
    /** A file could not be opened or made. */
    NOT_OPENED,
    /** Another file has the name. */
    MOVED,
    /** The name is a symbolic link. */
    LINK,
    /** The name is a folder's. */
    FOLDER,
    /** The file is damaged. */
    DAMAGED,
    /** The file is another program's. */
    STRANGE,
    /** The time of the call was up. */
    OUT_OF_TIME,
    /** Memory was short. */
    OUT_OF_MEMORY,
    /** The disk or the system failed. */
    FAILED
  }

  /** Returns the meaning of an error, by its number. */
  static Meaning meaning(SQLException e) {
    return meaning(e instanceof SQLiteException s ? s.getResultCode().code : e.getErrorCode());
  }

  /** Returns the meaning of a result code, extended or not. */
  static Meaning meaning(int code) {
    return switch (code) {
      // IOERR_SHORT_READ, IOERR_CORRUPTFS, IOERR_DATA
      case 522, 8458, 8202 -> Meaning.DAMAGED;
      // IOERR_SHMSIZE: the log's index could not be made longer
      case 4874 -> Meaning.NO_SPACE;
      // IOERR_WRITE, IOERR_FSYNC, IOERR_DIR_FSYNC, IOERR_TRUNCATE, IOERR_CLOSE, IOERR_BEGIN_ATOMIC,
      // IOERR_COMMIT_ATOMIC, IOERR_ROLLBACK_ATOMIC
      case 778, 1034, 1290, 1546, 4106, 7434, 7690, 7946 -> Meaning.WRITE_FAILED;
      // IOERR_SHMOPEN, IOERR_SHMMAP, IOERR_GETTEMPPATH
      case 4618, 5386, 6410 -> Meaning.WRITE_FAILED;
      // IOERR_ACCESS, IOERR_AUTH
      case 3338, 7178 -> Meaning.NOT_WRITABLE;
      // IOERR_NOMEM
      case 3082 -> Meaning.OUT_OF_MEMORY;
      // READONLY_DBMOVED
      case 1032 -> Meaning.MOVED;
      // CANTOPEN_ISDIR, CANTOPEN_SYMLINK
      case 526 -> Meaning.FOLDER;
      case 1550 -> Meaning.LINK;
      default -> ofPrimary(code & PRIMARY);
    };
  }

  private static Meaning ofPrimary(int code) {
    return switch (code) {
      // BUSY, LOCKED, PROTOCOL
      case 5, 6, 15 -> Meaning.BUSY;
      // FULL
      case 13 -> Meaning.NO_SPACE;
      // PERM, READONLY, AUTH
      case 3, 8, 23 -> Meaning.NOT_WRITABLE;
      // CANTOPEN
      case 14 -> Meaning.NOT_OPENED;
      // CORRUPT, TOOBIG, CONSTRAINT, MISMATCH
      case 11, 18, 19, 20 -> Meaning.DAMAGED;
      // ERROR (such as an unknown file format), FORMAT, NOTADB
      case 1, 24, 26 -> Meaning.STRANGE;
      // NOMEM
      case 7 -> Meaning.OUT_OF_MEMORY;
      // INTERRUPT
      case 9 -> Meaning.OUT_OF_TIME;
      default -> Meaning.FAILED;
    };
  }

  /** Returns whether another connection is in the way, so that trying again may help soon. */
  static boolean isBusy(SQLException e) {
    return meaning(e) == Meaning.BUSY;
  }

  /**
   * Returns whether a file could not be opened to write, or the files beside it not be made: it may
   * still be read as it is.
   */
  static boolean isAgainstWriting(SQLException e) {
    return switch (meaning(e)) {
      case NO_SPACE, WRITE_FAILED, NOT_WRITABLE, NOT_OPENED -> true;
      default -> false;
    };
  }

  /**
   * Returns whether a COMMIT that failed so has certainly not been applied. On a full disk it has
   * not: the record that completes a transaction is the last that is written to the log, and
   * writing it failed. After an error of the fsync it may have been: the record may be found after
   * a crash.
   */
  static boolean isHarmlessAtCommit(SQLException e) {
    return (e.getErrorCode() & PRIMARY) == 13 || isBusy(e);
  }

  /** Returns the exception for a caller, after an error that left nothing written. */
  static VhsException translate(SQLException e, Path file) {
    String reason = e.getMessage();
    return switch (meaning(e)) {
      case BUSY ->
          new StoreUnavailable(
              "Index " + file + " is locked by another process (" + reason + "); try again", e);
      case NO_SPACE -> noSpace(file, e);
      case WRITE_FAILED -> Disks.isFull(file) ? noSpace(file, e) : failed(file, e);
      case NOT_WRITABLE ->
          new AccessDenied(
              "Index %s can't be written (%s); make the file and its folder writable for this user"
                  .formatted(file, reason),
              e);
      case NOT_OPENED -> unopened(file, e);
      case MOVED ->
          new StoreMismatch(
              "Index "
                  + file
                  + " was removed or moved while it was open; open the store again where it is now",
              e);
      case LINK ->
          new StoreMismatch(
              file
                  + ", or a file beside it, is a symbolic link, which a store doesn't follow; put"
                  + " the file itself there",
              e);
      case FOLDER ->
          new StoreMismatch(
              file + ", or a file beside it, is a folder where a file should be; move it away", e);
      case STRANGE ->
          new StoreMismatch(
              "%s is not an SQLite database that this release can read (%s); move it away, or restore it from a backup"
                  .formatted(file, reason),
              e);
      case DAMAGED ->
          new StoreMismatch(
              "Index %s is damaged (%s); restore it from a backup, or try: sqlite3 %s .recover"
                  .formatted(file, reason, file.getFileName()),
              e);
      case OUT_OF_TIME ->
          new StoreUnavailable("Out of time while index " + file + " was worked on; try again", e);
      case OUT_OF_MEMORY ->
          new StoreUnavailable("Not enough memory for index " + file + " (" + reason + ")", e);
      case FAILED -> failed(file, e);
    };
  }

  private static VhsException failed(Path file, SQLException e) {
    return new StoreUnavailable("Index " + file + " failed: " + e.getMessage(), e);
  }

  private static VhsException noSpace(Path file, SQLException e) {
    return new StoreUnavailable(
        "No space left for index " + file + " (" + e.getMessage() + "); free some and try again",
        e);
  }

  private static VhsException unopened(Path file, SQLException e) {
    if (Disks.isFull(file)) {
      return noSpace(file, e);
    }
    String what = "Index " + file + " can't be opened (" + e.getMessage() + ")";
    Path folder = file.toAbsolutePath().getParent();
    boolean allowed =
        folder != null
            && Files.isWritable(folder)
            && (Files.notExists(file) || Files.isWritable(file));
    return allowed
        ? new StoreUnavailable(what + "; are too many files open?", e)
        : new AccessDenied(
            what + "; make the file and its folder readable and writable for this user", e);
  }
}
