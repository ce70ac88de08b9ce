package dev.vhs.cli.transfer;

import dev.vhs.cli.shell.ProcessText;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** A walk through the files of a folder. It follows no links. */
abstract class TreeWalk extends SimpleFileVisitor<Path> {
  private final Path root;
  private final Optional<Path> store;

  /**
   * Constructs a walk over a folder.
   *
   * @param root the folder, with no link in its path
   * @param store a folder in it that is left out
   */
  TreeWalk(Path root, Optional<Path> store) {
    this.root = root;
    this.store = store;
  }

  /**
   * Visits a regular file.
   *
   * @param file the path below the root
   * @param name that path with {@code /} between its parts on every system
   */
  abstract void file(Path file, String name, BasicFileAttributes attributes);

  /** Visits a link, or something that is neither a file nor a folder. */
  void other(String name, boolean link) {}

  /** Visits a file or folder that can't be read. */
  void failed(String name, Exception e) {}

  /** Returns whether to end the walk. */
  boolean isStopped() {
    return false;
  }

  final void walk() throws IOException {
    Files.walkFileTree(root, this);
  }

  @Override
  public final FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    boolean leftOut =
        (store.isPresent() && folder.equals(store.get()))
            || folder.equals(root.resolve(TreeNames.TEMPORARY));
    return leftOut ? FileVisitResult.SKIP_SUBTREE : next();
  }

  @Override
  public final FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    Path path = root.relativize(file);
    if (!attributes.isRegularFile()) {
      other(name(path), attributes.isSymbolicLink());
    } else if (ProcessText.isText(path)) {
      file(path, name(path), attributes);
    } else {
      failed(name(path), ProcessText.notText());
    }
    return next();
  }

  @Override
  public final FileVisitResult visitFileFailed(Path file, IOException e) {
    failed(name(root.relativize(file)), e);
    return next();
  }

  @Override
  public final FileVisitResult postVisitDirectory(
      Path folder, @org.jspecify.annotations.Nullable IOException e) {
    if (e != null) {
      failed(name(root.relativize(folder)), e);
    }
    return next();
  }

  private FileVisitResult next() {
    return isStopped() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
  }

  /** Returns a path with {@code /} between its parts on every system. */
  private static String name(Path path) {
    String relative = ProcessText.isText(path) ? path.toString() : ProcessText.shown(path);
    return java.io.File.separatorChar == '/'
        ? relative
        : relative.replace(java.io.File.separatorChar, '/');
  }
}
