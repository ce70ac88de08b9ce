package dev.vhs.local.files;

import dev.vhs.StoreUnavailable;
import dev.vhs.local.shared.FileFailures;
import dev.vhs.spi.Body;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.BytesBody;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;

/** A writer of objects to temporary files, which are forced to disk and published. */
final class ObjectWriter {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final ObjectFiles files;
  private final TemporaryFiles temporary;
  private final Publisher publisher;
  private final InstantSource clock;
  private final boolean setsTime;

  /**
   * Makes a writer.
   *
   * @param setsTime whether the clock is another than the file system's, so that files must be told
   */
  ObjectWriter(
      ObjectFiles files,
      TemporaryFiles temporary,
      Publisher publisher,
      InstantSource clock,
      boolean setsTime) {
    this.files = files;
    this.temporary = temporary;
    this.publisher = publisher;
    this.clock = clock;
    this.setsTime = setsTime;
  }

  /** Stores an object, and returns false where it was to be absent and was not. */
  boolean write(Upload upload, RequestContext context) throws BodyReader.Failure, IOException {
    try (TemporaryFile file = temporary.create(upload.key(), clock.instant())) {
      try {
        fill(file, upload.body(), context);
        return publisher.publish(file, files.file(upload.key()), upload, context);
      } catch (NoSuchFileException e) {
        throw new StoreUnavailable(
            "The upload of '%s' was ended by somebody who took it for abandoned; try again"
                .formatted(upload.key()),
            e);
      } catch (IOException e) {
        // Looked at before the file is removed, which makes room.
        throw FileFailures.writing(e, files.temporary());
      }
    }
  }

  private void fill(TemporaryFile file, Body body, RequestContext context)
      throws BodyReader.Failure, IOException {
    try (FileChannel channel = file.channel()) {
      long size =
          body instanceof BytesBody bytes
              ? copy(bytes.bytes(), channel, context)
              : copy(body, channel, context);
      long expected = body.size().orElse(size);
      if (size != expected) {
        throw new BodyReader.Failure(
            new IOException("a body of %s bytes had %s".formatted(expected, size)));
      }
      if (setsTime) {
        file.setTime(FileTime.from(clock.instant()));
      }
      channel.force(true);
    }
  }

  private static long copy(Bytes bytes, FileChannel to, RequestContext context) throws IOException {
    ByteBuffer buffer = bytes.buffer();
    while (buffer.position() < bytes.size()) {
      // In pieces, since each passes through a buffer outside the heap, which stays.
      buffer.limit(Math.min(bytes.size(), buffer.position() + CHUNK_BYTES));
      context.transferred(to.write(buffer));
    }
    return bytes.size();
  }

  private static long copy(Body body, FileChannel to, RequestContext context)
      throws BodyReader.Failure, IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    long size = 0;
    try (BodyReader in = BodyReader.open(body)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        ByteBuffer buffer = ByteBuffer.wrap(chunk, 0, read);
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        size += read;
        context.transferred(read);
      }
    }
    return size;
  }
}
