package dev.vhs.local.powerloss;

import java.util.ArrayList;
import java.util.List;

/**
 * The order in which a store that one thread writes must force things to disk: an object's bytes,
 * then its name, then the folder with the name and those above, then the row, then the word that
 * the write is done.
 */
final class ForceOrder {
  /** The line after which several threads write, so that this order can't be told. */
  static final String TOGETHER = "together";

  /** The line after which one thread writes. */
  static final String ALONE = "alone";

  /** The beginning of a line that says that a write is done. */
  static final String DONE = "done ";

  /** The breaches to look for: enough to see what is wrong. */
  private static final int MAX_BREACHES = 5;

  private static final String LOG = "index.db-wal";

  private final String objects;
  private final String log;

  /**
   * Describes the order in a store.
   *
   * @param store the store's folder, below the one that was watched
   */
  ForceOrder(String store) {
    this.objects = store + "/objects/";
    this.log = store + "/" + LOG;
  }

  /** Returns the first few breaches of the order, an empty list where there are none. */
  List<String> breaches(Recording recording) {
    List<String> breaches = new ArrayList<>();
    Disk disk = new Disk();
    boolean alone = true;
    List<Recording.Step> steps = recording.steps();
    for (int at = 0; at < steps.size() && breaches.size() < MAX_BREACHES; at++) {
      FileOperation operation = steps.get(at).operation();
      disk.apply(at, steps.get(at));
      if (operation instanceof FileOperation.Said said) {
        alone = said.line().equals(ALONE) || (alone && !said.line().equals(TOGETHER));
      }
      if (alone) {
        for (String breach : breaches(disk, operation)) {
          breaches.add("step " + at + ", " + operation + ": " + breach);
        }
      }
    }
    return breaches;
  }

  private List<String> breaches(Disk disk, FileOperation operation) {
    if (operation instanceof FileOperation.Linked linked) {
      return named(disk, linked.path());
    }
    if (operation instanceof FileOperation.Moved moved) {
      return named(disk, moved.path());
    }
    if (operation instanceof FileOperation.Written written && written.path().equals(log)) {
      return unsafe(disk, "a row is written before an object is safe: ", objects, objects);
    }
    if (operation instanceof FileOperation.Said said && said.line().startsWith(DONE)) {
      return unsafe(disk, "a write is called done before it is safe: ", objects, log);
    }
    return List.of();
  }

  private List<String> named(Disk disk, String path) {
    return path.startsWith(objects) && !disk.isForced(path)
        ? List.of("an object has its name before its bytes are safe: " + path)
        : List.of();
  }

  private static List<String> unsafe(Disk disk, String what, String one, String other) {
    return disk.unsafe().stream()
        .filter(path -> path.startsWith(one) || path.startsWith(other))
        .map(path -> what + path)
        .toList();
  }
}
