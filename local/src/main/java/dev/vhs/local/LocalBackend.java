package dev.vhs.local;

import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import dev.vhs.local.files.FileObjectStore;
import dev.vhs.local.shared.Rights;
import dev.vhs.local.sqlite.SqlitePointerIndex;
import dev.vhs.spi.Backend;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.PointerIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A store in a folder: pointers in an SQLite file, objects in plain files.
 *
 * <pre>{@code
 * try (var vhs = Vhs.builder(LocalBackend.open(Path.of("data"))).open()) { … }
 * }</pre>
 *
 * <p>Opening makes nothing; the first write does. Several threads and processes of one machine may
 * have the same folder open, and may open it while another is making it. Only the user who makes it
 * can read it, unless {@link Builder#mode} says otherwise. Don't use a folder that several machines
 * share over a network: SQLite's log needs memory that all its users share.
 */
public final class LocalBackend {
  /** The name of the index in the store's folder. */
  private static final String INDEX = "index.db";

  /** The name of the folder of objects in it. */
  private static final String OBJECTS = "objects";

  private LocalBackend() {}

  /**
   * Opens a folder with the variant that it has, or {@link Variant#MULTI} if it is new.
   *
   * @throws StoreMismatch if it is a file, or holds an index that this release can't use
   * @throws dev.vhs.AccessDenied if it can't be read
   */
  public static Backend open(Path folder) {
    return builder(folder).open();
  }

  /**
   * Opens a folder.
   *
   * @throws StoreMismatch if it keeps the other variant, is a file, or holds an index that this
   *     release can't use
   * @throws dev.vhs.AccessDenied if it can't be read
   */
  public static Backend open(Path folder, Variant variant) {
    return builder(folder).variant(variant).open();
  }

  /**
   * Opens only the index of such a store, to be used with objects elsewhere: {@code new
   * Backend(LocalBackend.index(file, variant), …)}.
   *
   * @param file the SQLite file. Neither it nor its folder needs to exist
   * @param variant the variant that it keeps
   * @throws StoreMismatch if the file keeps the other variant, or is no index of this release
   * @throws dev.vhs.AccessDenied if the file can't be read
   */
  public static PointerIndex index(Path file, Variant variant) {
    return SqlitePointerIndex.open(file, variant);
  }

  /**
   * Opens only the objects of such a store, to be used with an index elsewhere: {@code new
   * Backend(…, LocalBackend.objects(folder), …)}.
   *
   * @param folder the folder, which need not exist. The objects lie in its subfolder {@code
   *     objects}
   */
  public static ObjectStore objects(Path folder) {
    return FileObjectStore.open(folder);
  }

  /** Returns settings for a store in a folder. */
  public static Builder builder(Path folder) {
    return new Builder(folder);
  }

  /** Settings of a store in a folder. For use by one thread. */
  public static final class Builder {
    private final Path folder;
    private String name;
    private @Nullable Variant variant;
    private @Nullable InstantSource clock;
    private @Nullable Rights rights;

    private Builder(Path folder) {
      this.folder = folder;
      this.name = "file:" + folder;
    }

    /** Sets the variant. Default: the folder's, or {@link Variant#MULTI} for a new one. */
    public Builder variant(Variant kept) {
      variant = kept;
      return this;
    }

    /** Sets the clock that tells the time. Default: the system's. */
    public Builder clock(InstantSource time) {
      clock = time;
      return this;
    }

    /**
     * Sets the access rights of the folders that are made, as an octal number that {@code chmod}
     * takes, such as {@code 750}; files get the same without the right to execute. Default: the
     * rights of the store's objects and index; {@code 700} for a new store. Has no effect on file
     * systems without such rights.
     *
     * @throws IllegalArgumentException if it is not an octal number from 700 to 777, with all
     *     rights for the owner
     */
    public Builder mode(String octal) {
      rights = Rights.parse(octal);
      return this;
    }

    /** Sets the store's name in messages. Default: {@code file:} and the folder. */
    public Builder name(String text) {
      name = text;
      return this;
    }

    /**
     * Opens the folder, and makes nothing.
     *
     * @throws StoreMismatch if it keeps the other variant, is a file, or holds an index that this
     *     release can't use
     * @throws dev.vhs.AccessDenied if it can't be read
     */
    public Backend open() {
      if (Files.isRegularFile(folder)) {
        throw new StoreMismatch(folder + " is a file; expected a folder, such as .vhs", null);
      }
      InstantSource given = clock;
      Path file = folder.resolve(INDEX);
      Rights set = rights == null ? Rights.like(folder.resolve(OBJECTS), file) : rights;
      SqlitePointerIndex index =
          SqlitePointerIndex.open(
              file, variant, given == null ? InstantSource.system() : given, set);
      FileObjectStore objects =
          given == null
              ? FileObjectStore.open(folder, set)
              : FileObjectStore.open(folder, given, set);
      return new Backend(index, objects, "", name);
    }
  }
}
