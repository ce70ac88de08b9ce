package dev.vhs.local.powerloss;

import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * A force that a store could leave out, which would lose writes at a power cut. Tests take it out
 * of a recording, and must then find fault with that.
 */
enum Omission {
  /** An object's bytes. */
  OBJECT((before, forced) -> isUploaded(forced) && !forced.path().endsWith("=meta")),
  /** The file of an object's user metadata. */
  METADATA((before, forced) -> isUploaded(forced) && forced.path().endsWith("=meta")),
  /** The name of an object, in its folder. */
  OBJECTS_FOLDER(
      (before, forced) ->
          (before instanceof FileOperation.Linked linked && isIn(linked.path(), forced))
              || (before instanceof FileOperation.Moved moved && isIn(moved.path(), forced))),
  /** The name of a folder below the store's own. */
  NEW_SUBFOLDER(
      (before, forced) ->
          isBelow(forced, Omission.STORE)
              && before instanceof FileOperation.MadeFolder made
              && isIn(made.path(), forced)),
  /** The name of the store's own folder, and of those above it. */
  STORES_FOLDER(
      (before, forced) ->
          Omission.STORE.startsWith(forced.path()) && !forced.path().equals(Omission.STORE)),
  /** The files of SQLite, as with {@code synchronous = OFF}. */
  INDEX((before, forced) -> forced.path().startsWith(Omission.STORE + "/index.db"));

  /** The store's folder in all recordings, below the one that was watched. */
  static final String STORE = "new/store";

  private final BiPredicate<FileOperation, FileOperation.Forced> forces;

  Omission(BiPredicate<FileOperation, FileOperation.Forced> forces) {
    this.forces = forces;
  }

  /** Returns the recording without these forces. */
  Recording from(Recording recording) {
    return recording.without(forces);
  }

  /** Returns the recording of a store that leaves out all of them. */
  static Recording allFrom(Recording recording) {
    return recording.without(
        (before, forced) -> Stream.of(values()).anyMatch(each -> each.forces.test(before, forced)));
  }

  private static boolean isUploaded(FileOperation.Forced forced) {
    return forced.path().startsWith(STORE + "/tmp/");
  }

  private static boolean isIn(String path, FileOperation.Forced folder) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/'))).equals(folder.path());
  }

  private static boolean isBelow(FileOperation.Forced forced, String folder) {
    return forced.path().equals(folder) || forced.path().startsWith(folder + "/");
  }
}
