package dev.vhs.local.shared;

import dev.vhs.StoreMismatch;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * An opened folder of a store. Its entries are reached from the folder itself and not from a path:
 * whoever else can write the folders above may put a link in the place of one at any moment, and
 * would otherwise have files read, written and removed wherever he likes. No link in it is
 * followed. Where the platform can't open folders so, each step looks for links on the path first.
 *
 * <p>Entries are told by their last names. Exceptions tell the whole path.
 */
public abstract class OpenedFolder implements AutoCloseable {
  /** The beginning of the name of a folder that has not got its own name yet. */
  static final String NEW = "new-";

  private static final int MAX_TRIES = 100;

  private final Path root;
  private final Path path;

  private OpenedFolder(Path root, Path path) {
    this.root = root;
    this.path = path;
  }

  /**
   * Opens a store's own folder, which may be a link.
   *
   * @throws NoSuchFileException if it is not there
   */
  // The caller closes it.
  @SuppressWarnings("StreamResourceLeak")
  public static OpenedFolder open(Path root) throws IOException {
    try {
      DirectoryStream<Path> entries = Files.newDirectoryStream(root);
      if (entries instanceof SecureDirectoryStream<Path> secure) {
        return new Opened(root, root, secure);
      }
      entries.close();
      return new Checked(root, root);
    } catch (NoSuchFileException e) {
      Folders.refuseFileAbove(root);
      throw e;
    }
  }

  /**
   * Opens a folder below a store's own, without following links on the way.
   *
   * @throws StoreMismatch if there is a link on the way
   * @throws NoSuchFileException if it is not there
   */
  public static OpenedFolder open(Path root, Path folder) throws IOException {
    // Each is closed once the next one is open, and the last one by the caller.
    OpenedFolder at = open(root);
    for (Path name : root.relativize(folder)) {
      try (OpenedFolder above = at) {
        at = above.enter(name);
      }
    }
    return at;
  }

  /** Returns the path by which it was opened. */
  public final Path path() {
    return path;
  }

  /**
   * Opens a folder in here.
   *
   * @throws StoreMismatch if it is a link
   * @throws NoSuchFileException if it is not there
   */
  public final OpenedFolder enter(Path name) throws IOException {
    Path whole = path.resolve(name);
    BasicFileAttributes attributes = attributes(name);
    if (attributes == null) {
      throw new NoSuchFileException(whole.toString());
    }
    if (attributes.isSymbolicLink()) {
      throw link(whole);
    }
    // Looked at before it is opened: a pipe would wait for a writer.
    if (!attributes.isDirectory()) {
      throw new NotDirectoryException(whole.toString());
    }
    return named(name, () -> entered(name, whole));
  }

  /**
   * Opens a folder in here, and makes it if it is missing. Its name is not yet forced to disk.
   *
   * @throws NoSuchFileException if somebody removed this folder
   */
  final OpenedFolder make(Path name, Rights rights) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        return enter(name);
      } catch (NoSuchFileException e) {
        if (tries == MAX_TRIES) {
          throw e;
        }
        act(name, () -> makeFolder(name, rights));
      }
    }
  }

  /** Returns the attributes of this folder. */
  public final BasicFileAttributes attributes() throws IOException {
    return named(path, () -> view(BasicFileAttributeView.class).readAttributes());
  }

  /** Returns the mark that tells this folder from others, also from later ones of its name. */
  public final Object key() throws IOException {
    Object key = attributes().fileKey();
    return key == null ? path : key;
  }

  /** Returns the attributes of an entry, or of the link that it is; null if there is none. */
  public final @Nullable BasicFileAttributes attributes(Path name) throws IOException {
    try {
      return named(name, () -> view(name, BasicFileAttributeView.class).readAttributes());
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Opens the entries of this folder, each a path of which only the last name counts. */
  public abstract DirectoryStream<Path> entries() throws IOException;

  /**
   * Opens a file.
   *
   * @throws NoSuchFileException if it is not there
   * @throws FileSystemException if it is a link, a folder or a device
   */
  public final FileChannel openFile(Path name, StandardOpenOption option) throws IOException {
    BasicFileAttributes attributes = attributes(name);
    // Looked at before it is opened: a pipe would wait for its other end.
    if (attributes != null && !attributes.isRegularFile()) {
      throw new FileSystemException(path.resolve(name).toString(), null, "it is no plain file");
    }
    return named(name, () -> channel(name, Set.of(option, LinkOption.NOFOLLOW_LINKS)));
  }

  /**
   * Makes a file with the rights of a store, and opens it for writing.
   *
   * @throws FileAlreadyExistsException if something is there
   */
  public final FileChannel createFile(Path name, Rights rights) throws IOException {
    Set<OpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    return named(
        name,
        () -> {
          FileChannel made = channel(name, options, rights.ofFile(path));
          boolean good = false;
          try {
            rights.widenFile(view(name, PosixFileAttributeView.class));
            good = true;
            return made;
          } finally {
            if (!good) {
              made.close();
            }
          }
        });
  }

  /** Sets a file's time of modification. */
  public final void setTime(Path name, FileTime time) throws IOException {
    act(name, () -> view(name, BasicFileAttributeView.class).setTimes(time, null, null));
  }

  /** Moves a file into a folder, in one step, in place of what has its name there. */
  public final void move(Path name, OpenedFolder to, Path as) throws IOException {
    to.act(as, () -> moved(name, to, as));
  }

  /** Removes a file; returns whether it was there. */
  public final boolean deleteIfExists(Path name) throws IOException {
    try {
      act(name, () -> deleted(name));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /**
   * Removes an empty folder.
   *
   * @throws NoSuchFileException if it is not there
   */
  public final void deleteFolder(Path name) throws IOException {
    act(name, () -> deletedFolder(name));
  }

  /** Forces the names in here to disk, also where the thread is or gets interrupted. */
  public final void force() throws IOException {
    Folders.force(this::self);
  }

  @Override
  public abstract void close() throws IOException;

  abstract OpenedFolder entered(Path name, Path whole) throws IOException;

  /** Makes a folder in here, unless somebody else has done so meanwhile. */
  abstract void makeFolder(Path name, Rights rights) throws IOException;

  abstract <V extends FileAttributeView> V view(Class<V> type) throws IOException;

  abstract <V extends FileAttributeView> V view(Path name, Class<V> type) throws IOException;

  abstract FileChannel channel(Path name, Set<OpenOption> options, FileAttribute<?>... attributes)
      throws IOException;

  abstract void moved(Path name, OpenedFolder to, Path as) throws IOException;

  abstract void deleted(Path name) throws IOException;

  abstract void deletedFolder(Path name) throws IOException;

  /** Opens this folder again as a file, which can be forced to disk. */
  abstract FileChannel self() throws IOException;

  /** A folder that the system keeps open. */
  private static final class Opened extends OpenedFolder {
    private final SecureDirectoryStream<Path> stream;

    Opened(Path root, Path path, SecureDirectoryStream<Path> stream) {
      super(root, path);
      this.stream = stream;
    }

    /** Returns the name by which a folder has itself. */
    private Path dot() {
      return path().getFileSystem().getPath(".");
    }

    @Override
    OpenedFolder entered(Path name, Path whole) throws IOException {
      return new Opened(root(), whole, stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * Makes it in the store's own folder, and moves it here: Java can make folders by a path only,
     * which may lead elsewhere by now. A new one may replace one that somebody else has just made,
     * as long as that is empty.
     */
    @Override
    void makeFolder(Path name, Rights rights) throws IOException {
      try (OpenedFolder top = open(root())) {
        for (int tries = 1; ; tries++) {
          long random = ThreadLocalRandom.current().nextLong();
          Path made = root().resolve(NEW + "%016x".formatted(random));
          rights.makeFolder(made);
          try {
            top.move(made.getFileName(), this, name);
            return;
          } catch (FileSystemException e) {
            top.deleteFolder(made.getFileName());
            if (attributes(name) != null) {
              return;
            }
            // That another folder was in the way, which has gone since, is told only by its text.
            if (e.getClass() != FileSystemException.class || tries == MAX_TRIES) {
              throw e;
            }
          }
        }
      }
    }

    @Override
    public DirectoryStream<Path> entries() throws IOException {
      return stream.newDirectoryStream(dot(), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    <V extends FileAttributeView> V view(Class<V> type) {
      return stream.getFileAttributeView(type);
    }

    @Override
    <V extends FileAttributeView> V view(Path name, Class<V> type) {
      return stream.getFileAttributeView(name, type, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    FileChannel channel(Path name, Set<OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      SeekableByteChannel channel = stream.newByteChannel(name, options, attributes);
      if (channel instanceof FileChannel opened) {
        return opened;
      }
      channel.close();
      throw new IOException(path().resolve(name) + " can't be opened as a file");
    }

    @Override
    void moved(Path name, OpenedFolder to, Path as) throws IOException {
      stream.move(name, ((Opened) to).stream, as);
    }

    @Override
    void deleted(Path name) throws IOException {
      stream.deleteFile(name);
    }

    @Override
    void deletedFolder(Path name) throws IOException {
      stream.deleteDirectory(name);
    }

    @Override
    FileChannel self() throws IOException {
      return channel(dot(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  /** A folder that is found by its path each time, on platforms that can't keep it open. */
  private static final class Checked extends OpenedFolder {
    Checked(Path root, Path path) {
      super(root, path);
    }

    private Path self(Path whole) {
      for (Path at = path(); at != null && !at.equals(root()); at = at.getParent()) {
        if (Files.isSymbolicLink(at)) {
          throw link(at);
        }
      }
      return whole;
    }

    private Path entry(Path name) {
      return self(path().resolve(name));
    }

    @Override
    OpenedFolder entered(Path name, Path whole) {
      return new Checked(root(), whole);
    }

    @Override
    void makeFolder(Path name, Rights rights) throws IOException {
      try {
        rights.makeFolder(entry(name));
      } catch (FileAlreadyExistsException e) {
        // It is looked at when it is opened.
      }
    }

    // The caller closes it.
    @SuppressWarnings("StreamResourceLeak")
    @Override
    public DirectoryStream<Path> entries() throws IOException {
      return Files.newDirectoryStream(self(path()));
    }

    @Override
    <V extends FileAttributeView> V view(Class<V> type) {
      return Files.getFileAttributeView(self(path()), type);
    }

    @Override
    <V extends FileAttributeView> V view(Path name, Class<V> type) {
      return Files.getFileAttributeView(entry(name), type, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    FileChannel channel(Path name, Set<OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      return FileChannel.open(entry(name), options, attributes);
    }

    @Override
    void moved(Path name, OpenedFolder to, Path as) throws IOException {
      Files.move(entry(name), ((Checked) to).entry(as), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    void deleted(Path name) throws IOException {
      Files.delete(entry(name));
    }

    @Override
    void deletedFolder(Path name) throws IOException {
      Files.delete(entry(name));
    }

    @Override
    FileChannel self() throws IOException {
      return FileChannel.open(self(path()), StandardOpenOption.READ);
    }

    @Override
    public void close() {}
  }

  final Path root() {
    return root;
  }

  private static StoreMismatch link(Path path) {
    return new StoreMismatch(
        path
            + " is a symbolic link, which a store doesn't follow; put the folder itself in its"
            + " place",
        null);
  }

  /** A step with an entry that has a result. */
  private interface Question<T> {
    T ask() throws IOException;
  }

  /** A step with an entry. */
  private interface Act {
    void run() throws IOException;
  }

  /** Runs a step, whose exceptions then name the whole path and not the last name. */
  private void act(Path name, Act step) throws IOException {
    try {
      step.run();
    } catch (FileSystemException e) {
      throw named(e, path.resolve(name).toString());
    }
  }

  /** Runs a step, whose exceptions then name the whole path and not the last name. */
  private <T> T named(Path name, Question<T> step) throws IOException {
    try {
      return step.ask();
    } catch (FileSystemException e) {
      throw named(e, path.resolve(name).toString());
    }
  }

  private static IOException named(FileSystemException e, String whole) {
    if (e instanceof NoSuchFileException) {
      return new NoSuchFileException(whole);
    }
    if (e instanceof AccessDeniedException) {
      return new AccessDeniedException(whole);
    }
    if (e instanceof FileAlreadyExistsException) {
      return new FileAlreadyExistsException(whole);
    }
    if (e instanceof NotDirectoryException) {
      return new NotDirectoryException(whole);
    }
    if (e instanceof DirectoryNotEmptyException) {
      return new DirectoryNotEmptyException(whole);
    }
    FileSystemException named = new FileSystemException(whole, null, e.getReason());
    named.initCause(e);
    return named;
  }
}
