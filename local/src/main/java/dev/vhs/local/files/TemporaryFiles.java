package dev.vhs.local.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that are being uploaded. The name of each tells when that began, by the store's clock,
 * and how its object's key begins.
 */
final class TemporaryFiles {
  private static final int MAX_KEY = 60;
  private static final Pattern NAME = Pattern.compile("([0-9]{1,18})-[0-9a-f]{16}-(.+)");

  private final ObjectFiles files;

  TemporaryFiles(ObjectFiles files) {
    this.files = files;
  }

  /** Makes a new file that nobody else has. */
  Path create(String key, Instant begun) throws IOException {
    String raw = KeyNames.raw(key);
    String head = raw.substring(0, Math.min(MAX_KEY, raw.length()));
    String name = KeyNames.name(new KeyNames.Part(head, false), 0);
    while (true) {
      long random = ThreadLocalRandom.current().nextLong();
      Path file =
          files.temporary().resolve(begun.toEpochMilli() + "-%016x-%s".formatted(random, name));
      files.folders().refuseLinks(file);
      try {
        return Files.createFile(file);
      } catch (NoSuchFileException e) {
        files.folders().forget(files.temporary());
        files.folders().make(files.temporary());
      } catch (FileAlreadyExistsException e) {
        // Another process drew the same number: draw again.
      }
    }
  }

  /** Removes a file; where that fails, it is left to {@link #removeOlder}. */
  void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The next sweep tries again.
    }
  }

  /** Removes files of uploads that began before a moment, and returns their number. */
  int removeOlder(String prefix, Instant startedBefore) throws IOException {
    String raw = KeyNames.raw(prefix);
    int removed = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(files.temporary())) {
      for (Path file : all) {
        if (isOlder(file.getFileName().toString(), raw, startedBefore)
            && Files.deleteIfExists(file)) {
          removed++;
        }
      }
    } catch (NoSuchFileException e) {
      return removed;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return removed;
  }

  /**
   * Returns whether a name is of an upload of a key with a prefix; false where too little of the
   * key is known.
   */
  private static boolean isOlder(String name, String prefix, Instant startedBefore) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) >= startedBefore.toEpochMilli()) {
      return false;
    }
    KeyNames.Part part = KeyNames.part(matcher.group(2), KeyNames.MAX_FOLDERS);
    return part != null && part.text().startsWith(prefix);
  }
}
