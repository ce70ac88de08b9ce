package dev.vhs.local.files;

import dev.vhs.Location;
import dev.vhs.StoreMismatch;
import dev.vhs.local.shared.Folders;
import dev.vhs.local.shared.Rights;
import dev.vhs.local.shared.SecureFolder;
import dev.vhs.spi.ObjectInfo;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
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

  /**
   * Makes an empty file below the root, without following links on the way.
   *
   * @throws FileAlreadyExistsException if something is there
   */
  void make(Path file) throws IOException {
    try (SecureFolder folder = folder(file)) {
      if (folder == null) {
        rights.makeFile(file);
      } else {
        folder.makeFile(file, rights);
      }
    } catch (FileSystemException e) {
      throw named(e, file);
    }
  }

  /** Makes an empty file below the root where nothing is there. */
  void makeIfAbsent(Path file) throws IOException {
    try {
      if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
        make(file);
      }
    } catch (FileAlreadyExistsException e) {
      // Somebody else was quicker.
    }
  }

  /** Opens a file below the root, without following links to it or on the way. */
  FileChannel open(Path file, OpenOption option) throws IOException {
    try (SecureFolder folder = folder(file)) {
      return folder == null
          ? FileChannel.open(file, Set.of(option, LinkOption.NOFOLLOW_LINKS))
          : folder.openFile(file, option);
    } catch (FileSystemException e) {
      throw named(e, file);
    }
  }

  /** Moves a file below the root in place of another one, if that is there, in one step. */
  void move(Path file, Path target) throws IOException {
    try (SecureFolder from = folder(file);
        SecureFolder to = folder(target)) {
      if (from == null || to == null) {
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
      } else {
        to.moveHere(from, file, target);
      }
    } catch (FileSystemException e) {
      throw named(e, target);
    }
  }

  /** Removes a file below the root, if it is there. */
  void deleteIfExists(Path file) throws IOException {
    try (SecureFolder folder = folder(file)) {
      if (folder == null) {
        Files.deleteIfExists(file);
      } else {
        folder.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      Folders.refuseFileAbove(file);
    } catch (FileSystemException e) {
      throw named(e, file);
    }
  }

  /**
   * Checks that a name that was given to a file by its path is in the store's folder: hard links
   * can't be made relative to an opened folder. One that went elsewhere is taken back.
   */
  void requireInside(Path name, Path file) throws IOException {
    boolean inside = false;
    try (SecureFolder folder = folder(name)) {
      inside = folder == null || folder.holds(name, file);
    } finally {
      if (!inside && Files.exists(name) && Files.isSameFile(name, file)) {
        Files.delete(name);
      }
    }
    if (!inside) {
      throw new StoreMismatch(
          name + " landed outside of the store, since a folder was swapped for a link", null);
    }
  }

  private @Nullable SecureFolder folder(Path file) throws IOException {
    return SecureFolder.open(root, Folders.parent(file));
  }

  /** Names the whole path in an exception of a file that was worked on by its last name. */
  private static IOException named(FileSystemException e, Path file) {
    if (e instanceof NoSuchFileException) {
      return new NoSuchFileException(file.toString());
    }
    if (e instanceof AccessDeniedException) {
      return new AccessDeniedException(file.toString());
    }
    if (e.getClass() != FileSystemException.class) {
      return e;
    }
    FileSystemException named = new FileSystemException(file.toString(), null, e.getReason());
    named.initCause(e);
    return named;
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
