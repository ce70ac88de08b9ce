package dev.vhs.local.files;

import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * A walk over objects in the order of their keys, page by page, in bounded memory. Between two
 * pages it can be kept and taken up again, as long as nobody has added anything where it stands:
 * the entries that it has read ahead would lack that.
 */
final class Listing {
  private final String prefix;
  private final String after;
  private final Deque<FolderWindow> stack = new ArrayDeque<>();
  private final int window;
  private String last;

  private Listing(String prefix, String after, int window) {
    this.prefix = KeyNames.raw(prefix);
    this.after = KeyNames.raw(after);
    this.window = window;
    this.last = this.after;
  }

  /** Begins a walk over the objects in a folder and below, from the first key after another one. */
  static Listing of(Path objects, String prefix, String after) {
    return of(objects, prefix, after, FolderWindow.MAX_PARTS);
  }

  /** Begins the same walk, which keeps that many entries of each folder. */
  static Listing of(Path objects, String prefix, String after, int window) {
    Listing listing = new Listing(prefix, after, window);
    listing.enter(FolderWindow.Opener.of(objects), "", 0);
    return listing;
  }

  /** Returns whether this walk would go on just as one that begins now would begin. */
  boolean continues(String otherPrefix, String otherAfter) throws IOException {
    if (!prefix.equals(KeyNames.raw(otherPrefix)) || !last.equals(KeyNames.raw(otherAfter))) {
      return false;
    }
    try {
      for (FolderWindow window : stack) {
        if (!window.isUpToDate()) {
          return false;
        }
      }
      return true;
    } finally {
      close();
    }
  }

  /** Returns the next objects. Folders are open only meanwhile. */
  ObjectPage next(int limit) throws IOException {
    try {
      return read(limit);
    } finally {
      close();
    }
  }

  private void close() throws IOException {
    for (FolderWindow window : stack) {
      window.close();
    }
  }

  private ObjectPage read(int limit) throws IOException {
    List<ObjectInfo> found = new ArrayList<>();
    while (!stack.isEmpty()) {
      FolderWindow window = stack.element();
      KeyNames.Part part = window.peek();
      if (part == null) {
        stack.remove().close();
        continue;
      }
      String raw = window.base() + part.text();
      if (part.folder()) {
        window.pass();
        if (window.isFolder(part)) {
          enter(window.opener(part), raw, window.depth() + 1);
        }
        continue;
      }
      ObjectInfo info = window.info(part, KeyNames.key(raw));
      if (info != null && found.size() == limit) {
        return new ObjectPage(found, false);
      }
      window.pass();
      if (info != null) {
        found.add(info);
        last = raw;
      }
    }
    return new ObjectPage(found, true);
  }

  private void enter(FolderWindow.Opener folder, String base, int depth) {
    Predicate<KeyNames.Part> wanted = part -> isWanted(base + part.text(), part.folder());
    stack.push(new FolderWindow(folder, base, depth, window, wanted));
  }

  /** Returns whether a file's key is asked for, or one in a folder may be. */
  private boolean isWanted(String raw, boolean folder) {
    boolean within = raw.startsWith(prefix) || (folder && prefix.startsWith(raw));
    boolean beyond = raw.compareTo(after) > 0 || (folder && after.startsWith(raw));
    return within && beyond;
  }
}
