package dev.vhs.local.powerloss;

import dev.vhs.spi.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A disk as a power cut leaves it, rebuilt from a recording.
 *
 * <p>It promises no more than POSIX does. A file's bytes are safe once the file was forced, a name
 * once its folder was. Until then each write may be there, torn or lost, whatever came after it;
 * the changes of one folder survive up to some moment, independently of other folders, so a file
 * that was moved may be in both folders or in neither.
 */
final class Disk {
  private final Folder root = new Folder();

  /** A change that is not forced yet. */
  private record Change<T>(int ended, T what) {}

  /** An entry that a folder got, or lost where the node is null. */
  private record Entry(String name, @Nullable Node node) {}

  /** Bytes that a file got; null for a new size. */
  private record Data(long offset, @Nullable Bytes bytes) {}

  private abstract static sealed class Node {}

  private static final class File extends Node {
    private byte[] safe = {};
    private final List<Change<Data>> pending = new ArrayList<>();
  }

  private static final class Folder extends Node {
    private final Map<String, Node> safe = new TreeMap<>();
    private final Map<String, Node> now = new TreeMap<>();
    private final List<Change<Entry>> pending = new ArrayList<>();

    void set(int ended, String name, @Nullable Node node) {
      put(now, new Entry(name, node));
      pending.add(new Change<>(ended, new Entry(name, node)));
    }
  }

  /** Applies the step that ended as the given one. */
  void apply(int ended, Recording.Step step) {
    FileOperation operation = step.operation();
    if (operation instanceof FileOperation.Made made) {
      parent(made.path()).set(ended, name(made.path()), new File());
    } else if (operation instanceof FileOperation.MadeFolder made) {
      parent(made.path()).set(ended, name(made.path()), new Folder());
    } else if (operation instanceof FileOperation.Written w) {
      file(w.path()).pending.add(new Change<>(ended, new Data(w.offset(), w.bytes())));
    } else if (operation instanceof FileOperation.Resized resized) {
      file(resized.path()).pending.add(new Change<>(ended, new Data(resized.size(), null)));
    } else if (operation instanceof FileOperation.Linked linked) {
      parent(linked.path()).set(ended, name(linked.path()), file(linked.existing()));
    } else if (operation instanceof FileOperation.Moved moved) {
      Node node = node(moved.from());
      parent(moved.path()).set(ended, name(moved.path()), node);
      parent(moved.from()).set(ended, name(moved.from()), null);
    } else if (operation instanceof FileOperation.Removed removed) {
      parent(removed.path()).set(ended, name(removed.path()), null);
    } else if (operation instanceof FileOperation.Forced forced) {
      force(node(forced.path()), step.begun());
    }
  }

  private static void force(Node node, int begun) {
    if (node instanceof File file) {
      file.safe = content(file.safe, kept(file.pending, begun));
      file.pending.removeIf(change -> change.ended() < begun);
    } else if (node instanceof Folder folder) {
      kept(folder.pending, begun).forEach(entry -> put(folder.safe, entry));
      folder.pending.removeIf(change -> change.ended() < begun);
    }
  }

  private static <T> List<T> kept(List<Change<T>> pending, int begun) {
    return pending.stream().filter(change -> change.ended() < begun).map(Change::what).toList();
  }

  /** Returns whether something has this name now. */
  boolean exists(String path) {
    Folder folder = root;
    String[] names = path.split("/", -1);
    for (int depth = 0; depth < names.length; depth++) {
      Node node = folder.now.get(names[depth]);
      if (depth == names.length - 1) {
        return node != null;
      }
      if (!(node instanceof Folder next)) {
        return false;
      }
      folder = next;
    }
    return false;
  }

  /** Returns whether the bytes of a file would survive, its name apart; a folder has none. */
  boolean isForced(String path) {
    return !(node(path) instanceof File file) || file.pending.isEmpty();
  }

  /** Returns the files that have a name now and that a power cut could lose or change. */
  List<String> unsafe() {
    List<String> found = new ArrayList<>();
    collect("", root, root, found::add);
    return found;
  }

  /** Walks the folder as it is now beside itself as it would survive, where that is known. */
  private static void collect(
      String base, Folder folder, @Nullable Folder safe, Consumer<String> found) {
    folder.now.forEach(
        (name, node) -> {
          boolean named = safe != null && safe.safe.get(name) == node;
          String path = base + name;
          if (node instanceof Folder next) {
            collect(path + "/", next, named ? next : null, found);
          } else if (node instanceof File file && (!named || !file.pending.isEmpty())) {
            found.accept(path);
          }
        });
  }

  /** Writes what survives a power cut now into a folder, which must be empty. */
  void restore(Path into, PowerCut cut) throws IOException {
    restore(root, into, cut, new LinkedHashMap<>());
  }

  private static void restore(Folder folder, Path into, PowerCut cut, Map<File, Path> written)
      throws IOException {
    Map<String, Node> entries = new TreeMap<>(folder.safe);
    int kept = cut.entries(folder.pending.size());
    folder.pending.subList(0, kept).forEach(change -> put(entries, change.what()));
    for (Map.Entry<String, Node> entry : entries.entrySet()) {
      Path path = into.resolve(entry.getKey());
      if (entry.getValue() instanceof Folder below) {
        Files.createDirectory(path);
        restore(below, path, cut, written);
      } else if (entry.getValue() instanceof File file) {
        Path first = written.putIfAbsent(file, path);
        if (first == null) {
          Files.write(path, surviving(file, cut));
        } else {
          Files.createLink(path, first);
        }
      }
    }
  }

  private static byte[] surviving(File file, PowerCut cut) {
    List<Data> kept = new ArrayList<>();
    for (Change<Data> change : file.pending) {
      Data data = change.what();
      Bytes bytes = data.bytes();
      if (bytes == null) {
        if (cut.keeps()) {
          kept.add(data);
        }
        continue;
      }
      for (PowerCut.Piece piece : cut.pieces(bytes.size())) {
        byte[] part = Arrays.copyOfRange(bytes.unsafeArray(), piece.from(), piece.to());
        kept.add(new Data(data.offset() + piece.from(), Bytes.wrap(part)));
      }
    }
    return content(file.safe, kept);
  }

  private static byte[] content(byte[] before, List<Data> changes) {
    byte[] content = before;
    for (Data data : changes) {
      Bytes bytes = data.bytes();
      if (bytes == null) {
        content = Arrays.copyOf(content, Math.toIntExact(data.offset()));
        continue;
      }
      int offset = Math.toIntExact(data.offset());
      content = Arrays.copyOf(content, Math.max(content.length, offset + bytes.size()));
      System.arraycopy(bytes.unsafeArray(), 0, content, offset, bytes.size());
    }
    return content;
  }

  private static void put(Map<String, Node> entries, Entry entry) {
    Node node = entry.node();
    if (node == null) {
      entries.remove(entry.name());
    } else {
      entries.put(entry.name(), node);
    }
  }

  private Node node(String path) {
    if (path.isEmpty()) {
      return root;
    }
    Folder folder = root;
    String[] names = path.split("/", -1);
    for (int depth = 0; depth < names.length - 1; depth++) {
      folder = (Folder) Objects.requireNonNull(folder.now.get(names[depth]), path);
    }
    return Objects.requireNonNull(folder.now.get(names[names.length - 1]), path);
  }

  private File file(String path) {
    return (File) node(path);
  }

  private Folder parent(String path) {
    return (Folder) node(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
