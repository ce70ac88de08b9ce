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
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * The meaning of an error of the file system for a caller. It goes by types of exceptions, and by
 * looks at the files and the disk: the system tells most reasons as texts only, and to each user in
 * another language.
 */
public final class FileFailures {
  private FileFailures() {}

  /** Returns the exception for a caller who read; {@code worked} is the path that was worked on. */
  public static VhsException reading(IOException e, Path worked) {
    return translate(e, named(e, worked), false);
  }

  /**
   * Returns the exception for a caller who wrote; {@code worked} is the path that was worked on.
   */
  public static VhsException writing(IOException e, Path worked) {
    return translate(e, named(e, worked), true);
  }

  /** Returns the path that an exception names, and another one where it names none. */
  private static Path named(IOException e, Path worked) {
    return e instanceof FileSystemException file && file.getFile() != null
        ? worked.getFileSystem().getPath(file.getFile())
        : worked;
  }

  private static VhsException translate(IOException e, Path path, boolean writes) {
    if (e instanceof ClosedByInterruptException) {
      return new StoreUnavailable("Interrupted while " + path + " was read or written", e);
    }
    if (e instanceof AccessDeniedException) {
      return denied(e, path);
    }
    if (e instanceof NotDirectoryException
        || e instanceof FileAlreadyExistsException
        || isBelowFile(path)) {
      return new StoreMismatch(
          path + " is not a folder, or is in a file where a folder should be; move that away", e);
    }
    if (Files.isSymbolicLink(path)) {
      return new StoreMismatch(
          path + " is a symbolic link, which a store doesn't follow; put the file itself there", e);
    }
    if (writes && Disks.isReadOnly(path)) {
      return denied(e, path);
    }
    if (writes && Disks.isFull(path)) {
      return new StoreUnavailable(
          "No space left for " + path + " (" + reason(e) + "); free some and try again", e);
    }
    return new StoreUnavailable(path + " can't be read or written: " + reason(e), e);
  }

  private static VhsException denied(IOException e, Path path) {
    return new AccessDenied(
        path
            + " can't be read or written ("
            + reason(e)
            + "); give this user access to the store's folder",
        e);
  }

  private static boolean isBelowFile(Path path) {
    try {
      Folders.refuseFileAbove(path);
      return false;
    } catch (NotDirectoryException e) {
      return true;
    }
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : String.valueOf(e.getMessage() == null ? e : e.getMessage());
  }
}
