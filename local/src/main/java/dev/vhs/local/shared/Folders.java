package dev.vhs.local.shared;

import dev.vhs.StoreMismatch;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The folders of a store, made so that they survive a loss of power: a folder's entry is in its
 * parent, which has to be forced to disk as well.
 */
public final class Folders {
  private static final int MAX_KNOWN = 10_000;
  private static final int MAX_TRIES = 100;

  /** False on Windows, which keeps folders safe by itself and does not let them be opened. */
  private static final boolean FORCES_FOLDERS =
      !System.getProperty("os.name", "").startsWith("Windows");

  private final Path root;

  /** The folders whose entries, up to the root's, this process has forced to disk. */
  private final Set<Path> known = ConcurrentHashMap.newKeySet();

  /** Names the folders below a root, which may be missing, and may be a symbolic link. */
  public Folders(Path root) {
    this.root = root;
  }

  /**
   * Makes a folder below the root, and all above it that are missing, durably.
   *
   * @throws java.nio.file.NoSuchFileException if somebody removed one of them meanwhile
   */
  public void make(Path folder) throws IOException {
    if (known.contains(folder)) {
      return;
    }
    makeDurably(root);
    Path at = root;
    for (Path name : root.relativize(folder)) {
      Path child = at.resolve(name);
      makeOne(child, LinkOption.NOFOLLOW_LINKS);
      // Also where it was there: its maker may not have come to this yet.
      force(at);
      at = child;
    }
    if (known.size() >= MAX_KNOWN) {
      known.clear();
    }
    known.add(folder);
  }

  /** Removes a folder below the root and those above it, as far as they are empty. */
  public void prune(Path folder, Path top) {
    try {
      for (Path at = folder; !at.equals(top); at = parent(at)) {
        forget(at);
        Files.delete(at);
      }
    } catch (IOException e) {
      // Not empty, or somebody else removed it: either way it is not ours to remove.
    }
  }

  /** Forgets that a folder is on disk, since somebody removed it. */
  public void forget(Path folder) {
    known.remove(folder);
  }

  /**
   * Checks that no folder on the way from the root to a path is a symbolic link, behind which its
   * files would not be the store's.
   */
  public void refuseLinks(Path path) {
    for (Path at = path.getParent(); at != null && !at.equals(root); at = at.getParent()) {
      if (Files.isSymbolicLink(at)) {
        throw new StoreMismatch(
            at
                + " is a symbolic link, which a store doesn't follow; put the folder itself in its"
                + " place",
            null);
      }
    }
  }

  /**
   * Checks that what is missing is not below a file: since Java 25 the file system says of both
   * that there is no such file.
   *
   * @throws NotDirectoryException if it is
   */
  public static void refuseFileAbove(Path missing) throws NotDirectoryException {
    Path at = missing.toAbsolutePath().getParent();
    while (at != null && !Files.isDirectory(at)) {
      if (isThereAndNoFolder(at)) {
        throw new NotDirectoryException(at.toString());
      }
      at = at.getParent();
    }
  }

  /** Returns whether a path is there as no folder, in one look: others make and remove folders. */
  private static boolean isThereAndNoFolder(Path path) {
    try {
      return !Files.readAttributes(path, BasicFileAttributes.class).isDirectory();
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the folder of a path below a root. */
  public static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(path + " is in no folder");
    }
    return parent;
  }

  /** Makes a folder and all above it that are missing, durably. */
  public static void makeDurably(@Nullable Path folder) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    Path at = folder;
    while (at != null && Files.notExists(at)) {
      missing.push(at);
      at = at.getParent();
    }
    if (missing.isEmpty() && at != null) {
      missing.push(at);
    }
    for (Path made : missing) {
      makeOne(made);
      forceParent(made);
    }
  }

  /**
   * Forces a folder's entries to disk, also where the thread is or gets interrupted: it would lie
   * otherwise.
   */
  public static void force(Path folder) throws IOException {
    if (!FORCES_FOLDERS) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
          channel.force(true);
          return;
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void makeOne(Path folder, LinkOption... options) throws IOException {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      try {
        Files.createDirectory(folder);
        return;
      } catch (FileAlreadyExistsException e) {
        if (isFolder(folder, options)) {
          return;
        }
      }
    }
    // Always there and never a folder: a link to nowhere.
    throw new NotDirectoryException(folder.toString());
  }

  /** Returns whether a folder is there; false where somebody has just removed it. */
  private static boolean isFolder(Path path, LinkOption... options) throws IOException {
    try {
      if (Files.readAttributes(path, BasicFileAttributes.class, options).isDirectory()) {
        return true;
      }
      throw new NotDirectoryException(path.toString());
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static void forceParent(Path folder) throws IOException {
    Path parent = folder.getParent();
    try {
      if (parent != null) {
        force(parent);
      }
    } catch (AccessDeniedException e) {
      // A folder that this user may pass through but not list, such as /home: the maker of the
      // entry in it could.
    }
  }
}
