package dev.vhs.examples.backend;

import dev.vhs.Location;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.ObjectTraits;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects as files: when one was stored, and what goes with it, stand before its bytes. */
public final class FolderObjects implements ObjectStore {
  private static final String BUCKET = "";
  private static final int BUFFER = 1 << 16;

  private final KeyedFiles files;
  private final ObjectTraits traits;

  /** Takes a folder, which the first upload makes. */
  public FolderObjects(Path folder, InstantSource clock) {
    this.files = new KeyedFiles(folder);
    this.traits = ObjectTraits.builder(clock).bucket(BUCKET).build();
  }

  @Override
  public ObjectTraits traits() {
    return traits;
  }

  // snippet backend-put
  @Override
  public boolean put(Upload upload, RequestContext context) throws IOException {
    context.requested();
    try {
      Path part =
          files.prepare(
              upload.key(),
              out -> {
                writeHeader(upload.userMetadata(), out);
                context.transferred(copy(upload, out));
              });
      return files.publish(part, upload.key(), upload.ifAbsent());
    } catch (BodyFailure e) {
      throw e.reason; // the caller's bytes can't be read
    } catch (IOException e) {
      throw Failures.of(e); // the disk can't be written
    }
  }

  private static long copy(Upload upload, OutputStream out) throws IOException {
    long size = 0;
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = BodyFailure.in(() -> upload.body().open())) {
      for (int n; (n = BodyFailure.in(() -> in.read(buffer))) >= 0; size += n) {
        out.write(buffer, 0, n);
      }
    }
    if (upload.body().size().orElse(size) != size) {
      throw new BodyFailure(new IOException("The body has " + size + " bytes, not as it said"));
    }
    return size;
  }

  // end

  /** A body that can't be read, told from a disk that can't be written. */
  private static final class BodyFailure extends IOException {
    private static final long serialVersionUID = 1;

    final IOException reason;

    BodyFailure(IOException reason) {
      super(reason);
      this.reason = reason;
    }

    static <T> T in(Failures.Step<T> step) throws BodyFailure {
      try {
        return step.run();
      } catch (IOException e) {
        throw new BodyFailure(e);
      }
    }
  }

  // snippet backend-open
  @Override
  public @Nullable ObjectStream open(Location location, ByteRange range, RequestContext context) {
    context.requested();
    if (!location.bucket().equals(BUCKET)) {
      return null;
    }
    try {
      return open(location, range, FileChannel.open(files.file(location.key())), context);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw Failures.of(e);
    }
  }

  private static ObjectStream open(
      Location location, ByteRange range, FileChannel file, RequestContext context)
      throws IOException {
    try {
      ObjectInfo info = readHeader(location, file);
      long from = Math.min(range.offset(), info.size());
      long length = Math.min(range.length(), info.size() - from);
      file.position(file.position() + from);
      context.transferred(length);
      return new ObjectStream(info, new LimitedStream(Channels.newInputStream(file), length));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  // end

  @Override
  public @Nullable ObjectInfo stat(Location location, RequestContext context) {
    try (ObjectStream object = open(location, new ByteRange(0, 0), context)) {
      return object == null ? null : object.info();
    } catch (IOException e) {
      throw Failures.of(e);
    }
  }

  // snippet backend-list
  @Override
  public ObjectPage list(String prefix, String after, int limit, RequestContext context) {
    context.requested();
    return Failures.orThrow(
        () -> {
          var found =
              files.first(limit + 1, key -> key.startsWith(prefix) && key.compareTo(after) > 0);
          List<ObjectInfo> objects = new ArrayList<>();
          for (String key : found.keySet()) {
            ObjectInfo info = stat(new Location(BUCKET, key), RequestContext.unlimited());
            if (info != null && objects.size() < limit) {
              objects.add(info.toBuilder().userMetadata(Map.of()).build());
            }
          }
          return new ObjectPage(objects, found.size() <= limit);
        });
  }

  @Override
  public void delete(Location location, RequestContext context) {
    context.requested();
    if (!location.bucket().equals(BUCKET)) {
      throw new IllegalArgumentException(location + " is not in this folder");
    }
    Failures.orThrow(
        () -> {
          files.delete(location.key());
          return location;
        });
  }

  @Override
  public int abortUploads(String prefix, Instant startedBefore, RequestContext context) {
    context.requested();
    return Failures.orThrow(
        () -> files.deleteUnfinished(key -> key.startsWith(prefix), startedBefore));
  }

  // end

  /** Does nothing: no file stays open. */
  @Override
  public void close() {}

  private void writeHeader(Map<String, String> metadata, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    Instant storedAt = traits.clock().instant();
    data.writeLong(storedAt.getEpochSecond());
    data.writeInt(storedAt.getNano());
    data.writeInt(metadata.size());
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      data.writeUTF(entry.getKey());
      data.writeUTF(entry.getValue());
    }
  }

  /** Reads what stands before an object's bytes, and leaves the file at the first of these. */
  private static ObjectInfo readHeader(Location location, FileChannel file) throws IOException {
    DataInputStream data = new DataInputStream(Channels.newInputStream(file));
    Instant storedAt = Instant.ofEpochSecond(data.readLong(), data.readInt());
    Map<String, String> metadata = new HashMap<>();
    for (int left = data.readInt(); left > 0; left--) {
      metadata.put(data.readUTF(), data.readUTF());
    }
    return ObjectInfo.builder(location, file.size() - file.position(), storedAt)
        .userMetadata(metadata)
        .build();
  }
}
