package dev.vhs.local.shared;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
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

  /** The name of a folder while it is being made. */
  private static final Pattern UNNAMED = Pattern.compile(OpenedFolder.NEW + "[0-9a-f]{16}");

  private final Path root;
  private final Rights rights;

  /**
   * The keys of the folders whose names, up to the root's, this process has forced to disk. By its
   * key a folder is told from one that somebody else made in its place.
   */
  private final Map<Path, Object> known = new ConcurrentHashMap<>();

  /** Names the folders below a root, which may be missing, and may be a symbolic link. */
  public Folders(Path root, Rights rights) {
    this.root = root;
    this.rights = rights;
  }

  /**
   * Opens a folder below the root, without following links.
   *
   * @throws NoSuchFileException if it is not there
   * @throws dev.vhs.StoreMismatch if it is a link, or a folder above it is
   */
  public OpenedFolder open(Path folder) throws IOException {
    return OpenedFolder.open(root, folder);
  }

  /** Opens a folder below the root as {@link #open} does; null where it is not there. */
  public @Nullable OpenedFolder openIfThere(Path folder) throws IOException {
    try {
      return open(folder);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /**
   * Opens a folder below the root, and makes it and all above it that are missing, durably.
   *
   * @throws NoSuchFileException if somebody removed one of them meanwhile
   */
  public OpenedFolder make(Path folder) throws IOException {
    OpenedFolder found = openKnown(folder);
    if (found != null) {
      return found;
    }
    makeDurably(root, rights);
    OpenedFolder at = OpenedFolder.open(root);
    for (Path name : root.relativize(folder)) {
      try (OpenedFolder above = at) {
        // Closed by the next step, or by the caller.
        at = makeIn(above, name);
      }
    }
    if (known.size() >= MAX_KNOWN) {
      known.clear();
    }
    known.put(folder, at.key());
    return at;
  }

  private @Nullable OpenedFolder openKnown(Path folder) throws IOException {
    Object key = known.get(folder);
    OpenedFolder found = key == null ? null : openIfThere(folder);
    if (found == null || found.key().equals(key)) {
      return found;
    }
    found.close();
    return null;
  }

  private OpenedFolder makeIn(OpenedFolder above, Path name) throws IOException {
    OpenedFolder made = above.make(name, rights);
    boolean good = false;
    try {
      // Also where it was there: its maker may not have come to this yet.
      above.force();
      good = true;
      return made;
    } finally {
      if (!good) {
        made.close();
      }
    }
  }

  /** Removes a folder below the root and those above it, as far as they are empty. */
  public void prune(Path folder, Path top) {
    try {
      for (Path at = folder; !at.equals(top); at = parent(at)) {
        known.remove(at);
        try (OpenedFolder above = open(parent(at))) {
          above.deleteFolder(at.getFileName());
        }
      }
    } catch (IOException e) {
      // Not empty, or somebody else removed it: either way it is not ours to remove.
    }
  }

  /** Removes folders that somebody made before a moment and never gave their names. */
  public void removeUnnamed(Instant madeBefore) throws IOException {
    try (OpenedFolder top = OpenedFolder.open(root);
        DirectoryStream<Path> entries = top.entries()) {
      for (Path entry : entries) {
        Path name = entry.getFileName();
        BasicFileAttributes attributes =
            UNNAMED.matcher(name.toString()).matches() ? top.attributes(name) : null;
        if (attributes != null
            && attributes.isDirectory()
            && attributes.lastModifiedTime().toInstant().isBefore(madeBefore)) {
          removeUnnamed(top, name);
        }
      }
    } catch (NoSuchFileException e) {
      // Nothing is there yet.
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static void removeUnnamed(OpenedFolder top, Path name) throws IOException {
    try {
      top.deleteFolder(name);
    } catch (NoSuchFileException e) {
      // It has got its name by now, or another sweep has removed it.
    } catch (DirectoryNotEmptyException e) {
      // Somebody else's, who keeps things in it.
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

  /** A way to make a folder. */
  private interface Maker {
    void make(Path folder) throws IOException;
  }

  /**
   * Makes a folder and all above it that are missing, durably. Those above are not the store's own,
   * and get the rights that this user's folders usually have.
   */
  public static void makeDurably(@Nullable Path folder, Rights rights) throws IOException {
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
      makeOne(made, made.equals(folder) ? rights::makeFolder : Files::createDirectory);
      forceParent(made);
    }
  }

  /** A way to open a folder as a file. */
  interface Opener {
    FileChannel open() throws IOException;
  }

  /**
   * Forces a folder's entries to disk, also where the thread is or gets interrupted: it would lie
   * otherwise.
   */
  static void force(Opener folder) throws IOException {
    if (!FORCES_FOLDERS) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try (FileChannel channel = folder.open()) {
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

  private static void makeOne(Path folder, Maker maker) throws IOException {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      try {
        maker.make(folder);
        return;
      } catch (FileAlreadyExistsException e) {
        if (isFolder(folder)) {
          return;
        }
      }
    }
    // Always there and never a folder: a link to nowhere.
    throw new NotDirectoryException(folder.toString());
  }

  /** Returns whether a folder is there; false where somebody has just removed it. */
  private static boolean isFolder(Path path) throws IOException {
    try {
      if (Files.readAttributes(path, BasicFileAttributes.class).isDirectory()) {
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
        force(() -> FileChannel.open(parent, StandardOpenOption.READ));
      }
    } catch (AccessDeniedException e) {
      // A folder that this user may pass through but not list, such as /home: the maker of the
      // entry in it could.
    }
  }
}
