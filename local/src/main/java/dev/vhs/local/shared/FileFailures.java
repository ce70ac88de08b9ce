package dev.vhs.local.shared;

import dev.vhs.AccessDenied;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.VhsException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** Says what an error of the file system means for the caller. */
public final class FileFailures {
  private FileFailures() {}

  /** The exception for a caller; {@code worked} is what was worked on. */
  public static VhsException translate(IOException e, Path worked) {
    String path =
        e instanceof FileSystemException file && file.getFile() != null
            ? file.getFile()
            : worked.toString();
    String reason =
        e instanceof FileSystemException file && file.getReason() != null
            ? file.getReason()
            : String.valueOf(e.getMessage());
    String lower = reason.toLowerCase(Locale.ROOT);
    if (e instanceof AccessDeniedException
        || lower.contains("permission denied")
        || lower.contains("operation not permitted")
        || lower.contains("read-only")) {
      return new AccessDenied(
          path
              + " can't be read or written ("
              + reason
              + "); give this user access to the store's folder",
          e);
    }
    if (e instanceof NotDirectoryException
        || e instanceof FileAlreadyExistsException
        || lower.contains("not a directory")) {
      return new StoreMismatch(
          path + " is not a folder, or is in a file where a folder should be; move that away", e);
    }
    if (lower.contains("too many levels of symbolic links")) {
      return new StoreMismatch(
          path + " is a symbolic link, which a store doesn't follow; put the file itself there", e);
    }
    if (lower.contains("no space") || lower.contains("quota")) {
      return new StoreUnavailable(
          "No space left for " + path + " (" + reason + "); free some and try again", e);
    }
    if (e instanceof ClosedByInterruptException) {
      return new StoreUnavailable("Interrupted while " + path + " was read or written", e);
    }
    return new StoreUnavailable(
        path + " can't be read or written: " + (e.getMessage() == null ? e : reason), e);
  }
}
