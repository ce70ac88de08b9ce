package dev.vhs.cli.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A folder that values are written into, one file for each name. Nothing is written outside it: no
 * name and no link leads out, also if somebody swaps a folder for a link meanwhile. A file appears
 * only once it is whole. Safe for use by many threads.
 */
final class ExportTree implements AutoCloseable {
  /** The number of folders that files are begun in, since creating a file locks its folder. */
  private static final int SHARDS = 16;

  private static final Set<PosixFilePermission> CLOSED =
      PosixFilePermissions.fromString("rwx------");

  private final Folder root;
  private final Folder shared;
  private final Path temporaryName;
  private final Folder temporary;
  private final List<Folder> shards = new ArrayList<>();
  private final Optional<Path> store;
  private final @Nullable Set<PosixFilePermission> usualPermissions;
  private final boolean exactNames;
  private final AtomicLong temporaries = new AtomicLong();
  private final Map<Path, Set<Path>> listings = new ConcurrentHashMap<>();
  private final Thread cleaner = new Thread(this::clean);

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
    this.root = Folder.open(folder.toRealPath());
    this.store = store;
    Path sharedName = name(TreeNames.TEMPORARY);
    if (root.kind(sharedName) != Folder.Kind.FOLDER) {
      Files.createDirectory(root.path().resolve(sharedName));
    }
    this.shared = root.enter(sharedName);
    this.temporaryName = name(random());
    Files.createDirectory(shared.path().resolve(temporaryName), closedToOthers());
    this.temporary = shared.enter(temporaryName);
    Path probe = name("case");
    Files.createFile(temporary.path().resolve(probe));
    PosixFileAttributeView view = temporary.view(probe, PosixFileAttributeView.class);
    this.usualPermissions = view == null ? null : view.readAttributes().permissions();
    this.exactNames = takesNamesExactly();
    temporary.delete(probe);
    for (int shard = 0; shard < SHARDS; shard++) {
      Path shardName = name(Integer.toString(shard));
      Files.createDirectory(temporary.path().resolve(shardName));
      shards.add(temporary.enter(shardName));
    }
    // On an interrupt too: half files must not stay.
    Runtime.getRuntime().addShutdownHook(cleaner);
  }

  private static String random() {
    return Long.toString(ThreadLocalRandom.current().nextLong(1L << 50), 36);
  }

  private FileAttribute<?>[] closedToOthers() {
    return root.path().getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(CLOSED)}
        : new FileAttribute<?>[0];
  }

  private Path name(String text) {
    return root.path().getFileSystem().getPath(text);
  }

  /** Returns whether names that differ in case, or in the form of an accent, are two files here. */
  private boolean takesNamesExactly() throws IOException {
    boolean exact = temporary.kind(name("CASE")) == Folder.Kind.NONE;
    try {
      Path composed = name("\u00e9");
      Files.createFile(temporary.path().resolve(composed));
      exact &= temporary.kind(name("e\u0301")) == Folder.Kind.NONE;
      temporary.delete(composed);
    } catch (InvalidPathException | IOException e) {
      // A system that can't write such a name can't confuse two of them.
    }
    return exact;
  }

  /** Returns whether the file of a name has these bytes already. */
  boolean holds(String name, long size, String sha256) throws IOException {
    try (Place place = find(name)) {
      if (!place.missing.isEmpty()) {
        return false;
      }
      BasicFileAttributes found = place.folder.attributes(place.leaf());
      if (found == null || !found.isRegularFile() || found.size() != size) {
        return false;
      }
      try (InputStream bytes = place.folder.read(place.leaf())) {
        return Digests.sha256(bytes).equals(sha256);
      }
    }
  }

  /** The place of a file, in the lowest folder above it that exists. */
  private record Place(Path path, Folder folder, List<Path> missing) implements AutoCloseable {
    Path leaf() {
      return path.getFileName();
    }

    @Override
    public void close() throws IOException {
      folder.close();
    }
  }

  /**
   * Finds the place of the file with a name, whether it exists or not. That is the name itself. If
   * the name can't be a path, or is another's file or folder, it is among the escaped ones.
   */
  private Place find(String name) throws IOException {
    Optional<Path> plain = TreeNames.plain(name).flatMap(this::path);
    Place place = plain.isPresent() ? place(plain.get()) : null;
    if (place != null) {
      return place;
    }
    Path escaped = name(TreeNames.escaped(name));
    place = place(escaped);
    if (place != null) {
      return place;
    }
    throw new IOException(
        "In " + root.path() + " there are other files at its name and at " + escaped);
  }

  private Optional<Path> path(String name) {
    try {
      return Optional.of(name(name));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the place at a path, or null if a file can't be written there. Each part above must be
   * a folder or not exist, and the path itself must not exist or be a file of exactly that name.
   */
  private @Nullable Place place(Path path) throws IOException {
    if (store.isPresent() && root.path().resolve(path).startsWith(store.get())) {
      return null;
    }
    Folder folder = root.enter(name("."));
    boolean free = false;
    try {
      int depth = 0;
      for (; depth < path.getNameCount() - 1; depth++) {
        Path name = path.getName(depth);
        Folder.Kind kind = folder.kind(name);
        if (kind == Folder.Kind.NONE) {
          break;
        }
        if (kind != Folder.Kind.FOLDER || !isNamedExactly(folder, path, depth)) {
          return null;
        }
        Folder next = folder.enter(name);
        folder.close();
        folder = next;
      }
      List<Path> missing = new ArrayList<>();
      for (; depth < path.getNameCount() - 1; depth++) {
        missing.add(path.getName(depth));
      }
      Path leaf = path.getName(depth);
      Folder.Kind kind = missing.isEmpty() ? folder.kind(leaf) : Folder.Kind.NONE;
      free =
          kind == Folder.Kind.NONE
              || (kind != Folder.Kind.FOLDER && isNamedExactly(folder, path, depth));
      return free ? new Place(path, folder, missing) : null;
    } finally {
      if (!free) {
        folder.close();
      }
    }
  }

  /** Returns whether an entry has exactly the name at a depth of a path, and not one like it. */
  private boolean isNamedExactly(Folder folder, Path path, int depth) throws IOException {
    if (exactNames) {
      return true;
    }
    Path key = key(path, depth);
    Set<Path> known = listings.get(key);
    if (known == null) {
      known = ConcurrentHashMap.newKeySet();
      known.addAll(folder.names());
      listings.put(key, known);
    }
    return known.contains(path.getName(depth));
  }

  private Path key(Path path, int depth) {
    return depth == 0 ? name("") : path.subpath(0, depth);
  }

  /** Begins a file. */
  ExportedFile begin() throws IOException {
    long number = temporaries.incrementAndGet();
    Folder shard = shards.get((int) (number % SHARDS));
    return new ExportedFile(shard, name(Long.toString(number)), root.path());
  }

  /** Gives a whole file its name. It does one at a time, since two ids may want the same name. */
  synchronized void place(String name, ExportedFile file) throws IOException {
    try (Place place = find(name)) {
      put(file, place.folder, place.missing, place.leaf());
      for (int depth = 0; depth < place.path.getNameCount(); depth++) {
        Set<Path> known = listings.get(key(place.path, depth));
        if (known != null) {
          known.add(place.path.getName(depth));
        }
      }
    }
  }

  private void put(ExportedFile file, Folder folder, List<Path> missing, Path leaf)
      throws IOException {
    if (missing.isEmpty()) {
      file.commit(folder, leaf, usualPermissions);
      return;
    }
    make(folder, missing.get(0));
    try (Folder next = folder.enter(missing.get(0))) {
      put(file, next, missing.subList(1, missing.size()), leaf);
    }
  }

  /**
   * Makes a folder in an opened one. Java has no way to create it there, but one to move it there.
   */
  private void make(Folder parent, Path name) throws IOException {
    Path made = name("d" + temporaries.incrementAndGet());
    Files.createDirectory(temporary.path().resolve(made));
    try {
      temporary.move(made, parent, name);
    } catch (IOException e) {
      temporary.deleteFolder(made);
      if (parent.kind(name) != Folder.Kind.FOLDER) {
        throw e;
      }
    }
  }

  private void clean() {
    try {
      for (Folder shard : shards) {
        for (Path left : shard.names()) {
          shard.delete(left);
        }
      }
      for (Path folder : temporary.names()) {
        temporary.deleteFolder(folder);
      }
      shared.deleteFolder(temporaryName);
      root.deleteFolder(name(TreeNames.TEMPORARY));
    } catch (IOException e) {
      // Another export works there, or the folder is gone already. An import ignores it.
    }
  }

  @Override
  public void close() throws IOException {
    clean();
    try {
      Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook runs.
    }
    for (Folder shard : shards) {
      shard.close();
    }
    temporary.close();
    shared.close();
    root.close();
  }
}
