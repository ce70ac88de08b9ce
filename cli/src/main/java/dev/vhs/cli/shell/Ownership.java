package dev.vhs.cli.shell;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The owner, the group and the permissions of a file, which a file that replaces it takes over.
 *
 * @param owner the owner
 * @param group the group
 * @param permissions the permissions
 */
public record Ownership(
    UserPrincipal owner, GroupPrincipal group, Set<PosixFilePermission> permissions) {
  /** Returns those of a file. Null if there is no file, or the system has no such permissions. */
  public static @Nullable Ownership of(@Nullable PosixFileAttributeView file) throws IOException {
    if (file == null) {
      return null;
    }
    try {
      PosixFileAttributes attributes = file.readAttributes();
      return attributes.isRegularFile()
          ? new Ownership(attributes.owner(), attributes.group(), attributes.permissions())
          : null;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /**
   * Gives them to another file. The owner and the group stay if this user may not give them away.
   * What only the old group might do, the new one may not.
   */
  public void giveTo(PosixFileAttributeView file) throws IOException {
    PosixFileAttributes now = file.readAttributes();
    boolean sameGroup = now.group().equals(group) || give(() -> file.setGroup(group));
    if (!now.owner().equals(owner)) {
      give(() -> file.setOwner(owner));
    }
    Set<PosixFilePermission> given = EnumSet.noneOf(PosixFilePermission.class);
    given.addAll(permissions);
    if (!sameGroup) {
      dropUnless(given, PosixFilePermission.OTHERS_READ, PosixFilePermission.GROUP_READ);
      dropUnless(given, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);
      dropUnless(given, PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.GROUP_EXECUTE);
    }
    file.setPermissions(given);
  }

  private static void dropUnless(
      Set<PosixFilePermission> given, PosixFilePermission others, PosixFilePermission group) {
    if (!given.contains(others)) {
      given.remove(group);
    }
  }

  private interface Gift {
    void give() throws IOException;
  }

  /** Returns whether it could be given. */
  private static boolean give(Gift gift) throws IOException {
    try {
      gift.give();
      return true;
    } catch (FileSystemException e) {
      return false; // only the superuser gives files away
    }
  }
}
