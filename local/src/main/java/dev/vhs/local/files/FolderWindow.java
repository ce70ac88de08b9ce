package dev.vhs.local.files;

import dev.vhs.local.shared.Folders;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
final class FolderWindow {
  /** The number of entries that are kept of a folder at once. */
  static final int MAX_PARTS = 8192;

  /** The coarseness of file times: a folder that changed so lately may change again unnoticed. */
  private static final long UNSETTLED_MILLIS = 2_100;

  /** The trust in a time that has not changed, should a file system not tell it at all. */
  private static final long MAX_AGE_MILLIS = 60_000;

  /** A key that ends where a name would get too long comes before those that go on. */
  private static final Comparator<KeyNames.Part> ORDER =
      Comparator.comparing(KeyNames.Part::text).thenComparing(KeyNames.Part::folder);

  private final Path folder;
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

  /**
   * Opens a folder.
   *
   * @param base the beginning of the keys of all objects in it
   * @param depth the number of folders that it is in
   * @param maxParts the number of entries to keep at once
   * @param wanted tells the entries to show
   */
  FolderWindow(Path folder, String base, int depth, int maxParts, Predicate<KeyNames.Part> wanted) {
    this.folder = folder;
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

  Path path(KeyNames.Part part) {
    return folder.resolve(KeyNames.name(part, depth));
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
    try {
      return Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      Folders.refuseFileAbove(folder);
      return null;
    }
  }

  private List<KeyNames.Part> lowest() throws IOException {
    PriorityQueue<KeyNames.Part> kept = new PriorityQueue<>(ORDER.reversed());
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
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
      // The store is not there yet, or somebody has just removed this folder, being empty.
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    List<KeyNames.Part> sorted = new ArrayList<>(kept);
    sorted.sort(ORDER);
    return sorted;
  }
}
