package dev.vhs.cli;

import dev.vhs.Location;
import dev.vhs.spi.Body;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.ObjectTraits;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.SupportsUndelete;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Objects of which those with {@code kept} in their key come back, as they were: all {@code x}. */
record KeptObjects(ObjectStore sound) implements ObjectStore, SupportsUndelete {
  @Override
  public boolean undelete(Location location, long bytes, RequestContext context) {
    if (!location.key().contains("kept")) {
      return false;
    }
    byte[] content = "x".repeat((int) bytes).getBytes(StandardCharsets.UTF_8);
    try {
      return sound.put(
          Upload.builder(location.key(), Body.of(Bytes.wrap(content))).build(), context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ObjectTraits traits() {
    return sound.traits();
  }

  @Override
  public boolean put(Upload upload, RequestContext context) throws IOException {
    return sound.put(upload, context);
  }

  @Override
  public @Nullable ObjectStream open(Location location, ByteRange range, RequestContext context) {
    return sound.open(location, range, context);
  }

  @Override
  public @Nullable ObjectInfo stat(Location location, RequestContext context) {
    return sound.stat(location, context);
  }

  @Override
  public ObjectPage list(String prefix, String after, int limit, RequestContext context) {
    return sound.list(prefix, after, limit, context);
  }

  @Override
  public void delete(Location location, RequestContext context) {
    sound.delete(location, context);
  }

  @Override
  public int abortUploads(String prefix, Instant startedBefore, RequestContext context) {
    return sound.abortUploads(prefix, startedBefore, context);
  }

  @Override
  public void close() {
    sound.close();
  }
}
