package dev.vhs.cli.transfer;

import dev.vhs.cli.shell.WholeFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A folder that values are written into, one file for each name. Nothing is written outside it: no
 * name and no link leads out. A file appears only once it is whole. Safe for use by many threads.
 */
final class ExportTree implements AutoCloseable {
  /** The number of folders that files are begun in, since creating a file locks its folder. */
  private static final int SHARDS = 16;

  private final Path root;
  private final Path temporary;
  private final Optional<Path> store;
  private final boolean exactNames;
  private final AtomicLong temporaries = new AtomicLong();
  private final Set<Path> folders = ConcurrentHashMap.newKeySet();
  private final Map<Path, Set<String>> listings = new ConcurrentHashMap<>();

  /**
   * Opens the folder, and creates it if it does not exist.
   *
   * @param store a folder that nothing is written into, although it may be inside
   */
  ExportTree(Path folder, Optional<Path> store) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    Files.createDirectories(folder);
    this.root = folder.toRealPath();
    this.store = store;
    Path shared = root.resolve(TreeNames.TEMPORARY);
    if (!Files.isDirectory(shared, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(shared);
    }
    this.temporary = Files.createDirectory(shared.resolve(random()));
    this.exactNames = takesNamesExactly();
    for (int shard = 0; shard < SHARDS; shard++) {
      Files.createDirectory(temporary.resolve(Integer.toString(shard)));
    }
    // On an interrupt too: half files must not stay.
    Runtime.getRuntime().addShutdownHook(cleaner);
  }

  private final Thread cleaner = new Thread(this::clean);

  private static String random() {
    return Long.toString(ThreadLocalRandom.current().nextLong(1L << 50), 36);
  }

  /** Returns whether names that differ in case, or in the form of an accent, are two files here. */
  private boolean takesNamesExactly() throws IOException {
    Path lower = Files.createFile(temporary.resolve("case"));
    boolean exact = !Files.exists(temporary.resolve("CASE"));
    Files.delete(lower);
    try {
      Path composed = Files.createFile(temporary.resolve("\u00e9"));
      exact &= !Files.exists(temporary.resolve("e\u0301"));
      Files.delete(composed);
    } catch (InvalidPathException | IOException e) {
      // A system that can't write such a name can't confuse two of them.
    }
    return exact;
  }

  /**
   * Returns the place of the file with a name, whether it exists or not. That is the name itself.
   * If the name can't be a path, or is another's file or folder, it is among the escaped ones.
   */
  Path find(String name) throws IOException {
    Optional<Path> plain = TreeNames.plain(name).flatMap(this::path);
    if (plain.isPresent() && isFree(plain.get())) {
      return plain.get();
    }
    Path escaped = root.resolve(TreeNames.escaped(name));
    if (isFree(escaped)) {
      return escaped;
    }
    throw new IOException(
        "In " + root + " there are other files at its name and at " + root.relativize(escaped));
  }

  private Optional<Path> path(String name) {
    try {
      return Optional.of(root.resolve(name));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Begins a file. */
  WholeFile begin() throws IOException {
    long number = temporaries.incrementAndGet();
    return WholeFile.at(
        temporary.resolve(Long.toString(number % SHARDS)).resolve(Long.toString(number)), root);
  }

  /** Gives a whole file its name. It does one at a time, since two ids may want the same name. */
  synchronized void place(String name, WholeFile file) throws IOException {
    Path target = find(name);
    Path folder = parent(target);
    if (!folders.contains(folder)) {
      Files.createDirectories(folder);
      folders.add(folder);
    }
    file.commit(target);
    for (Path each = target; !each.equals(root); each = parent(each)) {
      Set<String> known = listings.get(parent(each));
      if (known != null) {
        known.add(fileName(each));
      }
    }
  }

  /**
   * Returns whether a file may be written at a path. Each part above must be a folder or not exist,
   * and the path itself must not exist or be a file of exactly that name.
   */
  private boolean isFree(Path path) throws IOException {
    if (store.isPresent() && path.startsWith(store.get())) {
      return false;
    }
    Path folder = root;
    for (Path part : root.relativize(parent(path))) {
      folder = folder.resolve(part);
      if (folders.contains(folder)) {
        continue;
      }
      if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        return true;
      }
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !isNamedExactly(folder)) {
        return false;
      }
      folders.add(folder);
    }
    return !Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        || (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && isNamedExactly(path));
  }

  /** Returns whether the file that a path leads to has exactly that name, and not one like it. */
  private boolean isNamedExactly(Path path) throws IOException {
    if (exactNames) {
      return true;
    }
    Path folder = parent(path);
    Set<String> known = listings.get(folder);
    if (known == null) {
      known = ConcurrentHashMap.newKeySet();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          known.add(fileName(entry));
        }
      }
      listings.put(folder, known);
    }
    return known.contains(fileName(path));
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(path + " has no parent");
    }
    return parent;
  }

  private static String fileName(Path path) {
    return String.valueOf(path.getFileName());
  }

  private void clean() {
    try {
      try (DirectoryStream<Path> shards = Files.newDirectoryStream(temporary)) {
        for (Path shard : shards) {
          try (DirectoryStream<Path> left = Files.newDirectoryStream(shard)) {
            for (Path file : left) {
              Files.deleteIfExists(file);
            }
          }
          Files.deleteIfExists(shard);
        }
      }
      Files.deleteIfExists(temporary);
      Files.deleteIfExists(root.resolve(TreeNames.TEMPORARY));
    } catch (IOException e) {
      // Another export works there, or the folder is gone already. An import ignores it.
    }
  }

  @Override
  public void close() {
    clean();
    try {
      Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook runs.
    }
  }
}
