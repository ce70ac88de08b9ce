package dev.vhs.local.powerloss;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.StreamSupport;

/** An opened folder whose operations are recorded, as {@link RecordingFiles} does. */
final class RecordingFolder implements SecureDirectoryStream<Path> {
  private final RecordingFiles files;
  private final Recording recording;
  private final Path path;
  private final SecureDirectoryStream<Path> real;

  /** Wraps a folder that was opened by this path of the default file system. */
  RecordingFolder(
      RecordingFiles files, Recording recording, Path path, SecureDirectoryStream<Path> real) {
    this.files = files;
    this.recording = recording;
    this.path = path;
    this.real = real;
  }

  private String told(Path name) {
    return files.toldOf(path.resolve(RecordingFiles.real(name)));
  }

  @Override
  public SecureDirectoryStream<Path> newDirectoryStream(Path name, LinkOption... options)
      throws IOException {
    Path below = RecordingFiles.real(name);
    return new RecordingFolder(
        files, recording, path.resolve(below), real.newDirectoryStream(below, options));
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path name, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    FileChannel channel =
        (FileChannel) real.newByteChannel(RecordingFiles.real(name), options, attributes);
    if (options.contains(StandardOpenOption.CREATE_NEW)) {
      recording.add(new FileOperation.Made(told(name)));
    } else if (options.contains(StandardOpenOption.CREATE)
        || options.contains(StandardOpenOption.TRUNCATE_EXISTING)
        || options.contains(StandardOpenOption.APPEND)) {
      channel.close();
      throw new UnsupportedOperationException(options + " would have to be recorded");
    }
    return new RecordingChannel(channel, told(name), recording);
  }

  @Override
  public void deleteFile(Path name) throws IOException {
    real.deleteFile(RecordingFiles.real(name));
    recording.add(new FileOperation.Removed(told(name)));
  }

  @Override
  public void deleteDirectory(Path name) throws IOException {
    real.deleteDirectory(RecordingFiles.real(name));
    recording.add(new FileOperation.Removed(told(name)));
  }

  @Override
  public void move(Path from, SecureDirectoryStream<Path> to, Path name) throws IOException {
    RecordingFolder folder = (RecordingFolder) to;
    real.move(RecordingFiles.real(from), folder.real, RecordingFiles.real(name));
    recording.add(new FileOperation.Moved(told(from), folder.told(name)));
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(Class<V> type) {
    return real.getFileAttributeView(type);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path name, Class<V> type, LinkOption... options) {
    return real.getFileAttributeView(RecordingFiles.real(name), type, options);
  }

  @Override
  public Iterator<Path> iterator() {
    return StreamSupport.stream(real.spliterator(), false).map(files::wrapped).iterator();
  }

  @Override
  public void close() throws IOException {
    real.close();
  }
}
