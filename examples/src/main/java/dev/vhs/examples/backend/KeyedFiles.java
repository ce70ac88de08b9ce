package dev.vhs.examples.backend;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/** Files of one folder, found by keys of any text, and each written as a whole or not at all. */
final class KeyedFiles {
  /** Names in a file system have 255 bytes at most; this leaves room for the endings below. */
  private static final int DIGITS_OF_A_NAME = 200;

  private static final String WHOLE = ".file";
  private static final String UNFINISHED = ".part";

  private final Path folder;

  KeyedFiles(Path folder) {
    this.folder = folder;
  }

  // snippet backend-paths
  /** Returns a key's file: hex digits, since names may not tell {@code A} from {@code a}. */
  Path file(String key) {
    return inFolders(key, WHOLE);
  }

  private Path inFolders(String key, String ending) {
    String digits = HexFormat.of().formatHex(key.getBytes(StandardCharsets.UTF_8));
    Path parent = folder;
    while (digits.length() > DIGITS_OF_A_NAME) {
      parent = parent.resolve(digits.substring(0, DIGITS_OF_A_NAME));
      digits = digits.substring(DIGITS_OF_A_NAME);
    }
    return parent.resolve(digits + ending);
  }

  // end

  private String key(Path file) {
    String path =
        folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "");
    byte[] bytes = HexFormat.of().parseHex(path.substring(0, path.indexOf('.')));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Writes what a file is to hold. */
  interface Filler {
    void writeTo(OutputStream out) throws IOException;
  }

  // snippet backend-write
  /** Writes an unfinished file that nobody finds, and forces it to the disk. */
  Path prepare(String key, Filler filler) throws IOException {
    Path part = inFolders(key, "." + UUID.randomUUID() + UNFINISHED);
    Files.createDirectories(part.getParent());
    try (FileChannel file =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      filler.writeTo(Channels.newOutputStream(file));
      file.force(true);
      return part;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
  }

  /** Gives a prepared file its name, in one step; false if it must be absent and is there. */
  boolean publish(Path part, String key, boolean ifAbsent) throws IOException {
    Path file = file(key);
    try {
      if (ifAbsent) {
        Files.createLink(file, part);
      } else {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.deleteIfExists(part);
    }
    forceFolders(file);
    return true;
  }

  /** Forces the names that lead to a file to the disk. */
  void forceFolders(Path file) throws IOException {
    for (Path parent = file.getParent();
        parent != null && parent.startsWith(folder);
        parent = parent.getParent()) {
      try (FileChannel names = FileChannel.open(parent)) {
        names.force(true);
      }
    }
  }

  // end

  /** Deletes a file, for good; it may be gone already. */
  void delete(String key) throws IOException {
    if (Files.deleteIfExists(file(key))) {
      forceFolders(file(key));
    }
  }

  /** Deletes unfinished files of such keys that nobody wrote to since, and counts them. */
  int deleteUnfinished(Predicate<String> keys, Instant since) throws IOException {
    int[] deleted = {0};
    walk(
        UNFINISHED,
        (key, file, attributes) -> {
          if (keys.test(key)
              && attributes.lastModifiedTime().toInstant().isBefore(since)
              && Files.deleteIfExists(file)) {
            deleted[0]++;
          }
        });
    return deleted[0];
  }

  /** Returns the first of such keys with their files, in the keys' order, at most so many. */
  NavigableMap<String, Path> first(int limit, Predicate<String> keys) throws IOException {
    NavigableMap<String, Path> first = new TreeMap<>();
    walk(
        WHOLE,
        (key, file, attributes) -> {
          if (keys.test(key)) {
            first.put(key, file);
            if (first.size() > limit) {
              first.pollLastEntry();
            }
          }
        });
    return first;
  }

  private interface Visitor {
    void visit(String key, Path file, BasicFileAttributes attributes) throws IOException;
  }

  private void walk(String ending, Visitor visitor) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (file.toString().endsWith(ending)) {
              visitor.visit(key(file), file, attributes);
            }
            return FileVisitResult.CONTINUE;
          }

          /** Passes over what went away since its folder was read; the folder may be missing. */
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
  }
}
