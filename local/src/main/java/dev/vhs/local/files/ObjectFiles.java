package dev.vhs.local.files;

import dev.vhs.Location;
import dev.vhs.local.shared.Folders;
import dev.vhs.spi.ObjectInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The places of a store's objects, and the file system's facts about them. */
final class ObjectFiles {
  private final Path root;
  private final Path objects;
  private final Folders folders;

  /** Names the files of the store in a folder, which need not be there. */
  ObjectFiles(Path root) {
    this.root = root;
    this.objects = root.resolve("objects");
    this.folders = new Folders(root);
  }

  /** Returns the folder of all objects. */
  Path objects() {
    return objects;
  }

  /** Returns the folder of uploads; on the same file system, so that a rename is atomic. */
  Path temporary() {
    return root.resolve("tmp");
  }

  Folders folders() {
    return folders;
  }

  /**
   * Returns the file of the object with a key.
   *
   * @throws dev.vhs.StoreMismatch if a folder on the way to it is a symbolic link
   */
  Path file(String key) {
    List<KeyNames.Part> parts = KeyNames.split(KeyNames.raw(key));
    Path file = objects;
    for (int depth = 0; depth < parts.size(); depth++) {
      file = file.resolve(KeyNames.name(parts.get(depth), depth));
    }
    folders.refuseLinks(file);
    return file;
  }

  /** Returns the file of an object's user metadata, where they don't follow from its key. */
  static Path metadata(Path file) {
    return file.resolveSibling(file.getFileName() + KeyNames.METADATA_SUFFIX);
  }

  /**
   * Returns the file system's facts about an object's file, without its user metadata; null where
   * there is no such file.
   */
  static @Nullable ObjectInfo info(Path file, String key) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      Folders.refuseFileAbove(file);
      return null;
    }
    if (!attributes.isRegularFile()) {
      return null;
    }
    return ObjectInfo.builder(
            new Location("", key), attributes.size(), attributes.lastModifiedTime().toInstant())
        .build();
  }
}
