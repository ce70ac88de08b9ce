package dev.vhs.local.powerloss;

import java.util.stream.Stream;

/**
 * A force that a store could leave out, which would lose writes at a power cut. Tests take it out
 * of a recording, and must then find fault with that.
 */
enum Omission {
  /** An object's bytes. */
  OBJECT,
  /** The file of an object's user metadata. */
  METADATA,
  /** The name of an object, in its folder. */
  OBJECTS_FOLDER,
  /** The name of a folder below the store's own. */
  NEW_SUBFOLDER,
  /** The name of the store's own folder, and of those above it. */
  STORES_FOLDER,
  /** The files of SQLite, as with {@code synchronous = OFF}. */
  INDEX;

  /** The store's folder in all recordings, below the one that was watched. */
  static final String STORE = "new/store";

  private static final String METADATA_SUFFIX = "=meta";

  /** Returns the recording without these forces. */
  Recording from(Recording recording) {
    return recording.without(this::leavesOut);
  }

  /** Returns the recording of a store that leaves out all of them. */
  static Recording allFrom(Recording recording) {
    return recording.without(
        (before, forced) -> Stream.of(values()).anyMatch(each -> each.leavesOut(before, forced)));
  }

  private boolean leavesOut(FileOperation before, FileOperation.Forced forced) {
    String path = forced.path();
    boolean uploaded = path.startsWith(STORE + "/tmp/");
    return switch (this) {
      case OBJECT -> uploaded && !path.endsWith(METADATA_SUFFIX);
      case METADATA -> uploaded && path.endsWith(METADATA_SUFFIX);
      case OBJECTS_FOLDER ->
          before instanceof FileOperation.Moved moved
              && !isFolder(moved)
              && isIn(moved.path(), path);
      case NEW_SUBFOLDER ->
          (path.equals(STORE) || path.startsWith(STORE + "/"))
              && ((before instanceof FileOperation.MadeFolder made && isIn(made.path(), path))
                  || (before instanceof FileOperation.Moved moved
                      && isFolder(moved)
                      && isIn(moved.path(), path)));
      case STORES_FOLDER -> STORE.startsWith(path) && !path.equals(STORE);
      case INDEX -> path.startsWith(STORE + "/index.db");
    };
  }

  /** Returns whether a new folder gets its name: those are made in the store's own. */
  private static boolean isFolder(FileOperation.Moved moved) {
    return isIn(moved.from(), STORE);
  }

  private static boolean isIn(String path, String folder) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/'))).equals(folder);
  }
}
