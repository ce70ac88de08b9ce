package dev.vhs.local.files;

import dev.vhs.local.shared.Folders;
import dev.vhs.local.shared.OpenedFolder;
import dev.vhs.spi.ObjectInfo;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a folder in order. Folders are read in no order, so this keeps the lowest entries
 * that are still to come, and reads the folder again when they are used up.
 */
final class FolderWindow implements AutoCloseable {
  /** The number of entries that are kept of a folder at once. */
  static final int MAX_PARTS = 8192;

  /** The coarseness of file times: a folder that changed so lately may change again unnoticed. */
  private static final long UNSETTLED_MILLIS = 2_100;

  /** The trust in a time that has not changed, should a file system not tell it at all. */
  private static final long MAX_AGE_MILLIS = 60_000;

  /** A key that ends where a name would get too long comes before those that go on. */
  private static final Comparator<KeyNames.Part> ORDER =
      Comparator.comparing(KeyNames.Part::text).thenComparing(KeyNames.Part::folder);

  private final Opener opener;
  private final String base;
  private final int depth;
  private final int maxParts;
  private final Predicate<KeyNames.Part> wanted;
  private List<KeyNames.Part> parts = List.of();
  private int next;
  private boolean more = true;
  private KeyNames.@Nullable Part beyond;
  private @Nullable FileTime changed;
  private long readMillis;
  private @Nullable OpenedFolder opened;

  /** A way to open a folder. */
  interface Opener {
    /**
     * Opens it.
     *
     * @throws NoSuchFileException if it is not there
     */
    OpenedFolder open() throws IOException;

    /** Returns the way to open a folder that is in a store's own. */
    static Opener of(Path folder) {
      return () -> OpenedFolder.open(Folders.parent(folder), folder);
    }
  }

  /**
   * Makes a window, which opens its folder when it first needs to.
   *
   * @param base the beginning of the keys of all objects in it
   * @param depth the number of folders that it is in
   * @param maxParts the number of entries to keep at once
   * @param wanted tells the entries to show
   */
  FolderWindow(
      Opener opener, String base, int depth, int maxParts, Predicate<KeyNames.Part> wanted) {
    this.opener = opener;
    this.base = base;
    this.depth = depth;
    this.maxParts = maxParts;
    this.wanted = wanted;
  }

  String base() {
    return base;
  }

  int depth() {
    return depth;
  }

  /** Returns the folder, opened if it is not. */
  private OpenedFolder opened() throws IOException {
    OpenedFolder folder = opened;
    if (folder == null) {
      folder = opener.open();
      opened = folder;
    }
    return folder;
  }

  /** Closes the folder, until it is next needed. */
  @Override
  public void close() throws IOException {
    OpenedFolder folder = opened;
    opened = null;
    if (folder != null) {
      folder.close();
    }
  }

  private Path name(OpenedFolder folder, KeyNames.Part part) {
    return folder.path().getFileSystem().getPath(KeyNames.name(part, depth));
  }

  /** Returns whether an entry is a folder, and not a link to one. */
  boolean isFolder(KeyNames.Part part) throws IOException {
    OpenedFolder folder = openedIfThere();
    BasicFileAttributes attributes = folder == null ? null : folder.attributes(name(folder, part));
    return attributes != null && attributes.isDirectory();
  }

  /** Returns the way to open a folder in here. */
  Opener opener(KeyNames.Part part) {
    return () -> {
      OpenedFolder folder = opened();
      return folder.enter(name(folder, part));
    };
  }

  /** Returns the facts about an object in here; null where it is not there any more. */
  @Nullable ObjectInfo info(KeyNames.Part part, String key) throws IOException {
    OpenedFolder folder = openedIfThere();
    return folder == null ? null : ObjectFiles.info(folder, name(folder, part), key);
  }

  /** Returns the folder, opened if it is not; null where it is not there. */
  private @Nullable OpenedFolder openedIfThere() throws IOException {
    try {
      return opened();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Returns the next entry; null where there are no more. */
  KeyNames.@Nullable Part peek() throws IOException {
    if (next == parts.size() && more) {
      readMillis = System.currentTimeMillis();
      changed = changed();
      parts = lowest();
      next = 0;
      more = parts.size() == maxParts;
    }
    return next < parts.size() ? parts.get(next) : null;
  }

  /** Passes the entry that {@link #peek} showed. */
  void pass() {
    beyond = parts.get(next++);
  }

  /** Returns whether the entries that were read are those that the folder would show now. */
  boolean isUpToDate() throws IOException {
    FileTime before = changed;
    return before != null
        && readMillis - before.toMillis() > UNSETTLED_MILLIS
        && System.currentTimeMillis() - readMillis < MAX_AGE_MILLIS
        && before.equals(changed());
  }

  private @Nullable FileTime changed() throws IOException {
    OpenedFolder folder = openedIfThere();
    return folder == null ? null : folder.attributes().lastModifiedTime();
  }

  private List<KeyNames.Part> lowest() throws IOException {
    OpenedFolder folder = openedIfThere();
    if (folder == null) {
      // The store is not there yet, or somebody has just removed this folder, being empty.
      return List.of();
    }
    PriorityQueue<KeyNames.Part> kept = new PriorityQueue<>(ORDER.reversed());
    try (DirectoryStream<Path> all = folder.entries()) {
      for (Path path : all) {
        String name = path.getFileName().toString();
        KeyNames.Part part = KeyNames.decoded(name, depth);
        // The cheap conditions that are false most often go first.
        if ((beyond == null || ORDER.compare(part, beyond) > 0)
            && (kept.size() < maxParts || ORDER.compare(part, kept.element()) < 0)
            && wanted.test(part)
            && KeyNames.isNameOf(name, part, depth)) {
          if (kept.size() == maxParts) {
            kept.remove();
          }
          kept.add(part);
        }
      }
    } catch (NoSuchFileException e) {
      // Somebody has just removed it, being empty.
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    List<KeyNames.Part> sorted = new ArrayList<>(kept);
    sorted.sort(ORDER);
    return sorted;
  }
}
