package dev.vhs.local.files;

import dev.vhs.Location;
import dev.vhs.local.shared.Folders;
import dev.vhs.local.shared.OpenedFolder;
import dev.vhs.local.shared.Rights;
import dev.vhs.spi.ObjectInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The places of a store's objects, and the file system's facts about them. */
final class ObjectFiles {
  private final Path root;
  private final Path objects;
  private final Folders folders;
  private final Rights rights;

  /** Names the files of the store in a folder, which need not be there. */
  ObjectFiles(Path root, Rights rights) {
    this.root = root;
    this.objects = root.resolve("objects");
    this.folders = new Folders(root, rights);
    this.rights = rights;
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

  /** Returns the rights of new files. */
  Rights rights() {
    return rights;
  }

  /** Returns the path of the file of the object with a key. */
  Path file(String key) {
    List<KeyNames.Part> parts = KeyNames.split(KeyNames.raw(key));
    Path file = objects;
    for (int depth = 0; depth < parts.size(); depth++) {
      file = file.resolve(KeyNames.name(parts.get(depth), depth));
    }
    return file;
  }

  /** Returns the name of the file of an object's user metadata, where the key doesn't tell them. */
  static Path metadata(Path name) {
    return name.resolveSibling(name.getFileName() + KeyNames.METADATA_SUFFIX);
  }

  /**
   * Returns the file system's facts about an object's file, without its user metadata; null where
   * there is no such file.
   */
  static @Nullable ObjectInfo info(OpenedFolder folder, Path name, String key) throws IOException {
    BasicFileAttributes attributes = folder.attributes(name);
    if (attributes == null || !attributes.isRegularFile()) {
      return null;
    }
    return ObjectInfo.builder(
            new Location("", key), attributes.size(), attributes.lastModifiedTime().toInstant())
        .build();
  }
}
