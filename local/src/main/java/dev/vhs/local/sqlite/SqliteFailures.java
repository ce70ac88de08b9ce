package dev.vhs.local.sqlite;

import dev.vhs.AccessDenied;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.VhsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** The meaning of SQLite's errors for a caller (SQLite, "Result and Error Codes"). */
final class SqliteFailures {
  private static final int PRIMARY = 0xFF;
  private static final int PERM = 3;
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int READONLY = 8;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANTOPEN = 14;
  private static final int PROTOCOL = 15;
  private static final int AUTH = 23;
  private static final int NOTADB = 26;

  private SqliteFailures() {}

  /** Returns whether another connection is in the way, so that trying again may help soon. */
  static boolean isBusy(SQLException e) {
    int code = code(e);
    return code == BUSY || code == LOCKED || code == PROTOCOL;
  }

  /** Returns whether the file or its folder can't be written, or not be opened for writing. */
  static boolean isReadOnly(SQLException e) {
    int code = code(e);
    return code == READONLY || code == CANTOPEN || code == PERM;
  }

  /**
   * Returns whether a COMMIT that failed so has certainly not been applied. On a full disk it has
   * not: the record that completes a transaction is the last that is written to the log, and
   * writing it failed. After an error of the fsync it may have been: the record may be found after
   * a crash.
   */
  static boolean isHarmlessAtCommit(SQLException e) {
    int code = code(e);
    return code == FULL || code == BUSY || code == LOCKED;
  }

  /** Returns the exception for a caller, after an error that left nothing written. */
  static VhsException translate(SQLException e, Path file) {
    String reason = e.getMessage();
    return switch (code(e)) {
      case BUSY, LOCKED, PROTOCOL ->
          new StoreUnavailable(
              "Index " + file + " is locked by another process (" + reason + "); try again", e);
      case FULL ->
          new StoreUnavailable(
              "No space left for index " + file + " (" + reason + "); free some and try again", e);
      case READONLY, PERM, AUTH ->
          new AccessDenied(
              "Index %s can't be written (%s); make the file and its folder writable for this user"
                  .formatted(file, reason),
              e);
      case CANTOPEN -> unopened(file, e);
      case NOTADB ->
          new StoreMismatch(
              "%s is not an SQLite database (%s); move it away, or restore it from a backup"
                  .formatted(file, reason),
              e);
      case CORRUPT ->
          new StoreMismatch(
              "Index %s is damaged (%s); restore it from a backup, or try: sqlite3 %s .recover"
                  .formatted(file, reason, file.getFileName()),
              e);
      default -> new StoreUnavailable("Index " + file + " failed: " + reason, e);
    };
  }

  private static VhsException unopened(Path file, SQLException e) {
    String what = "Index " + file + " can't be opened (" + e.getMessage() + ")";
    Path folder = file.toAbsolutePath().getParent();
    boolean allowed =
        folder != null
            && Files.isWritable(folder)
            && (Files.notExists(file) || Files.isWritable(file));
    return allowed
        ? new StoreUnavailable(what + "; is the disk full, or are too many files open?", e)
        : new AccessDenied(
            what + "; make the file and its folder readable and writable for this user", e);
  }

  private static int code(SQLException e) {
    return e.getErrorCode() & PRIMARY;
  }
}
