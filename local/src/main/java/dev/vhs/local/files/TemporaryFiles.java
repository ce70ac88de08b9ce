package dev.vhs.local.files;

import dev.vhs.local.shared.OpenedFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
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
  private static final int MAX_TRIES = 1000;

  /** The shape of a name. An earlier release wrote the time in the digits of the user's locale. */
  private static final Pattern NAME =
      Pattern.compile("(\\d{1,18})-[0-9a-f]{16}-(.+)", Pattern.UNICODE_CHARACTER_CLASS);

  private final ObjectFiles files;

  TemporaryFiles(ObjectFiles files) {
    this.files = files;
  }

  /** Makes a new file that nobody else has. */
  TemporaryFile create(String key, Instant begun) throws IOException {
    String raw = KeyNames.raw(key);
    String head = raw.substring(0, Math.min(MAX_KEY, raw.length()));
    String end = KeyNames.name(new KeyNames.Part(head, false), 0);
    OpenedFolder folder = files.folders().openIfThere(files.temporary());
    for (int tries = 1; ; tries++) {
      try {
        return createIn(
            folder == null ? files.folders().make(files.temporary()) : folder, end, begun);
      } catch (NoSuchFileException e) {
        // Somebody removed the folder meanwhile.
        if (tries == MAX_TRIES) {
          throw e;
        }
        folder = null;
      }
    }
  }

  /** Makes a new file in a folder, which is taken over, also where this throws. */
  private TemporaryFile createIn(OpenedFolder folder, String end, Instant begun)
      throws IOException {
    boolean good = false;
    try {
      while (true) {
        long random = ThreadLocalRandom.current().nextLong();
        String text = begun.toEpochMilli() + "-%016x-%s".formatted(random, end);
        Path name = folder.path().getFileSystem().getPath(text);
        try {
          FileChannel channel = folder.createFile(name, files.rights());
          good = true;
          return new TemporaryFile(folder, name, channel);
        } catch (FileAlreadyExistsException e) {
          // Another process drew the same number: draw again.
        }
      }
    } finally {
      if (!good) {
        folder.close();
      }
    }
  }

  /** Removes files of uploads that began before a moment, and returns their number. */
  int removeOlder(String prefix, Instant startedBefore) throws IOException {
    files.folders().removeUnnamed(startedBefore);
    String raw = KeyNames.raw(prefix);
    int removed = 0;
    try (OpenedFolder folder = files.folders().open(files.temporary());
        DirectoryStream<Path> entries = folder.entries()) {
      for (Path entry : entries) {
        Path name = entry.getFileName();
        if (isOlder(name.toString(), raw, startedBefore) && folder.deleteIfExists(name)) {
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
