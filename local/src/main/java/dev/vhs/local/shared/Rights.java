package dev.vhs.local.shared;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The access rights of the folders and files that a store makes, where the file system has such:
 * elsewhere new ones inherit them from their folder. A file has those of a folder but for the right
 * to enter.
 */
public final class Rights {
  /** The rights of a new store that nobody said otherwise of: its user's alone. */
  public static final Rights OWNER = of(0700);

  private static final int MAX_MODE = 0777;

  private final Set<PosixFilePermission> folder;
  private final Set<PosixFilePermission> file;

  private Rights(Set<PosixFilePermission> folder) {
    this.folder = folder;
    this.file = EnumSet.copyOf(folder);
    this.file.removeAll(
        Set.of(
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_EXECUTE));
  }

  /** Returns the rights that an octal number such as 0750 gives to folders. */
  private static Rights of(int mode) {
    Set<PosixFilePermission> folder = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] fromTheLeft = PosixFilePermission.values();
    for (int bit = 0; bit < fromTheLeft.length; bit++) {
      if ((mode & 0400 >> bit) != 0) {
        folder.add(fromTheLeft[bit]);
      }
    }
    return new Rights(folder);
  }

  /**
   * Reads the rights of folders as {@code chmod} takes them, such as {@code 750}.
   *
   * @throws IllegalArgumentException if it is not an octal number, or takes rights from the owner
   */
  public static Rights parse(String text) {
    try {
      int mode = Integer.parseInt(text, 8);
      if (mode >= 0 && mode <= MAX_MODE && (mode & 0700) == 0700) {
        return of(mode);
      }
    } catch (NumberFormatException e) {
      // Told below, as any other that is not a mode.
    }
    throw new IllegalArgumentException(
        "mode '" + text + "' is not valid; expected an octal number from 700 to 777, such as 750");
  }

  /**
   * Returns the rights of what a store has made before, so that its files stay alike whoever adds
   * one; {@link #OWNER} for a new store.
   *
   * @param madeFolder a folder that the store made, if it is there
   * @param madeFile a file that it made, if that is there
   */
  public static Rights like(Path madeFolder, Path madeFile) {
    Set<PosixFilePermission> found = permissions(madeFolder);
    if (found != null) {
      return owners(found);
    }
    Set<PosixFilePermission> ofFile = permissions(madeFile);
    if (ofFile == null) {
      return OWNER;
    }
    Set<PosixFilePermission> folder = EnumSet.copyOf(ofFile);
    if (ofFile.contains(PosixFilePermission.GROUP_READ)) {
      folder.add(PosixFilePermission.GROUP_EXECUTE);
    }
    if (ofFile.contains(PosixFilePermission.OTHERS_READ)) {
      folder.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return owners(folder);
  }

  private static Rights owners(Set<PosixFilePermission> found) {
    Set<PosixFilePermission> folder = EnumSet.copyOf(OWNER.folder);
    folder.addAll(found);
    return new Rights(folder);
  }

  private static @Nullable Set<PosixFilePermission> permissions(Path path) {
    try {
      if (!isPosix(path)) {
        return null;
      }
      PosixFileAttributes found =
          Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      // The rights of a link are all rights, and say nothing.
      return found.isSymbolicLink() ? null : found.permissions();
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * Makes a folder.
   *
   * @throws FileAlreadyExistsException if something is there
   */
  public void makeFolder(Path path) throws IOException {
    Files.createDirectory(path, attributes(path, folder));
    widen(path, folder);
  }

  /**
   * Makes an empty file.
   *
   * @throws FileAlreadyExistsException if something is there
   */
  public void makeFile(Path path) throws IOException {
    Files.createFile(path, attributes(path, file));
    widen(path, file);
  }

  /** Makes an empty file where nothing is there. */
  public void makeFileIfAbsent(Path path) throws IOException {
    try {
      if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
        makeFile(path);
      }
    } catch (FileAlreadyExistsException e) {
      // Somebody else was quicker.
    }
  }

  /** Returns the attributes that a new file is to be made with. */
  FileAttribute<?>[] ofFile(Path path) {
    return attributes(path, file);
  }

  /**
   * Sets a new file's rights of others again, since the system takes some away while it makes it.
   *
   * @param made the file, which is not followed if it is a link; null where there are no rights
   */
  void widenFile(@Nullable PosixFileAttributeView made) throws IOException {
    widen(made, file);
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> rights) {
    return isPosix(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)}
        : new FileAttribute<?>[0];
  }

  private static void widen(Path path, Set<PosixFilePermission> rights) throws IOException {
    // Somebody may have put a link in its place already.
    widen(
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS),
        rights);
  }

  private static void widen(@Nullable PosixFileAttributeView made, Set<PosixFilePermission> rights)
      throws IOException {
    if (made != null && !OWNER.folder.containsAll(rights)) {
      made.setPermissions(rights);
    }
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
