package dev.vhs.cli.transfer;

import dev.vhs.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalLong;

/**
 * A file below an opened folder. No link on the way to it is followed, whenever it was made.
 *
 * @param root the folder
 * @param path the path from there
 */
record TreeFile(Folder root, Path path) implements Source {
  /** A step in the folder that the file is in. */
  private interface Step<R> {
    R in(Folder folder, Path name) throws IOException;
  }

  private <R> R reach(Step<R> step) throws IOException {
    return reach(root, 0, step);
  }

  private <R> R reach(Folder folder, int depth, Step<R> step) throws IOException {
    if (depth == path.getNameCount() - 1) {
      return step.in(folder, path.getName(depth));
    }
    // Those who read the file need the folder no longer.
    try (Folder next = folder.enter(path.getName(depth))) {
      return reach(next, depth + 1, step);
    }
  }

  @Override
  public InputStream open() throws IOException {
    return reach(Folder::read);
  }

  /** Returns the number of bytes that the system gives for it. */
  long length() throws IOException {
    return reach(
        (folder, name) -> {
          BasicFileAttributes attributes = folder.attributes(name);
          if (attributes == null) {
            throw new NoSuchFileException(folder.path().resolve(name).toString());
          }
          if (!attributes.isRegularFile()) {
            throw new NotFileException(folder.path().resolve(name).toString());
          }
          return attributes.size();
        });
  }

  @Override
  public OptionalLong size() {
    try {
      // Files that the system makes up, as in /proc, say that they have no bytes.
      long length = length();
      return length == 0 ? OptionalLong.empty() : OptionalLong.of(length);
    } catch (IOException e) {
      // Opening it says what is wrong with it.
      return OptionalLong.empty();
    }
  }

  @Override
  public boolean isReplayable() {
    return true;
  }

  @Override
  public boolean isWhole(long promised, long read) {
    // As in /sys, where files hold less than they say. One that was cut says something else now.
    return read < promised && size().equals(OptionalLong.of(promised));
  }

  /** Returns the SHA-256 of its bytes, in 64 lower-case hex digits. */
  String sha256() throws IOException {
    try (InputStream bytes = open()) {
      return Digests.sha256(bytes);
    }
  }
}
