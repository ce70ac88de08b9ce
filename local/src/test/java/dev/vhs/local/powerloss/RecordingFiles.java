package dev.vhs.local.powerloss;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Passes all operations on files through to the default file system, and records them. */
final class RecordingFiles extends FileSystemProvider {
  private final Path base;
  private final Recording recording;
  private final boolean opens;
  private final RecordingFileSystem system = new RecordingFileSystem(this);

  private RecordingFiles(Path base, Recording recording, boolean opens) {
    this.base = base;
    this.recording = recording;
    this.opens = opens;
  }

  /**
   * Returns a folder below which everything is recorded that is done by way of this path.
   *
   * @param opens whether files can be reached from opened folders
   */
  static Path watch(Path folder, Recording recording, boolean opens) {
    Path base = folder.toAbsolutePath();
    return new RecordingPath(new RecordingFiles(base, recording, opens).system, base);
  }

  static Path real(Path path) {
    return ((RecordingPath) path).real();
  }

  private String told(Path path) {
    return toldOf(real(path));
  }

  /** Returns how a path of the default file system is told in the recording. */
  String toldOf(Path real) {
    return base.relativize(real).normalize().toString();
  }

  Path wrapped(Path real) {
    return new RecordingPath(system, real);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (options.contains(StandardOpenOption.TRUNCATE_EXISTING)
        || options.contains(StandardOpenOption.APPEND)) {
      throw new UnsupportedOperationException(options + " would have to be recorded");
    }
    boolean there = Files.exists(real(path), LinkOption.NOFOLLOW_LINKS);
    FileChannel channel = FileChannel.open(real(path), options, attributes);
    if (!there) {
      recording.add(new FileOperation.Made(told(path)));
    }
    return new RecordingChannel(channel, told(path), recording);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
    Files.createDirectory(real(path), attributes);
    recording.add(new FileOperation.MadeFolder(told(path)));
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    Files.createLink(real(link), real(existing));
    recording.add(new FileOperation.Linked(told(existing), told(link)));
  }

  @Override
  public void move(Path from, Path to, CopyOption... options) throws IOException {
    Files.move(real(from), real(to), options);
    recording.add(new FileOperation.Moved(told(from), told(to)));
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.delete(real(path));
    recording.add(new FileOperation.Removed(told(path)));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
    if (opens) {
      return opened(path);
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(real(path))) {
      for (Path each : all) {
        Path wrapped = wrapped(each);
        if (filter.accept(wrapped)) {
          found.add(wrapped);
        }
      }
    }
    return new DirectoryStream<>() {
      @Override
      public java.util.Iterator<Path> iterator() {
        return found.iterator();
      }

      @Override
      public void close() {}
    };
  }

  // The caller closes it.
  @SuppressWarnings("StreamResourceLeak")
  private RecordingFolder opened(Path path) throws IOException {
    return new RecordingFolder(
        this,
        recording,
        real(path),
        (SecureDirectoryStream<Path>) Files.newDirectoryStream(real(path)));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    real(path).getFileSystem().provider().checkAccess(real(path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return Files.getFileAttributeView(real(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return Files.readAttributes(real(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return Files.readAttributes(real(path), attributes, options);
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    return Files.isSameFile(real(path), real(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return Files.isHidden(real(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return Files.getFileStore(real(path));
  }

  @Override
  public String getScheme() {
    return "recorded";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void copy(Path from, Path to, CopyOption... options) {
    throw new UnsupportedOperationException("a copy would have to be recorded");
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    Files.setAttribute(real(path), attribute, value, options);
  }
}
