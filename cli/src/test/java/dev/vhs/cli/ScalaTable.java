package dev.vhs.cli;

import dev.vhs.Location;
import dev.vhs.memory.MemoryBackendProvider;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Body;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.StoreUri;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A table and a bucket in memory, as the Scala client fills them: items with a payload only. */
public final class ScalaTable {
  private final Backend backend;

  /** Returns the table of a store in memory with a name. */
  public ScalaTable(String uri) {
    backend = new MemoryBackendProvider().open(StoreUri.parse(uri));
  }

  /** Puts a version. */
  public ScalaTable put(String id, long version, String text) {
    String key = id + "/" + version + "/" + UUID.randomUUID() + ".json";
    Bytes bytes = Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    try {
      backend
          .objects()
          .put(Upload.builder(key, Body.of(bytes)).build(), RequestContext.unlimited());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Location location = new Location(backend.objects().traits().bucket(), key);
    MemoryPointerIndex index = (MemoryPointerIndex) backend.index();
    if (version < 0) {
      index.foreignPut(id, version, location);
    } else {
      index.foreignPutIfNewer(id, version, location);
    }
    return this;
  }
}
