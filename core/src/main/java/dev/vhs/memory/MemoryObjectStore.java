package dev.vhs.memory;

import dev.vhs.Location;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.BytesBody;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.ObjectTraits;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * An object store in memory. An object is there only when its upload has been read to its end.
 *
 * <p>Several engines may share an instance as processes share a bucket, so closing it does nothing.
 */
public final class MemoryObjectStore implements ObjectStore {
  private static final long MAX_OBJECT_BYTES = Integer.MAX_VALUE - 8L;

  private final ObjectTraits traits;
  private final ConcurrentNavigableMap<String, Stored> objects =
      new ConcurrentSkipListMap<>(KeyOrder.UTF_8);

  /** Makes an empty store without a bucket name. */
  public MemoryObjectStore(InstantSource clock) {
    this("", clock);
  }

  /**
   * Makes an empty store.
   *
   * @param bucket the bucket's name in the locations of its objects
   * @param clock the store's time
   */
  public MemoryObjectStore(String bucket, InstantSource clock) {
    this.traits =
        ObjectTraits.builder(clock).bucket(bucket).maxObjectBytes(MAX_OBJECT_BYTES).build();
  }

  @Override
  public ObjectTraits traits() {
    return traits;
  }

  @Override
  public boolean put(Upload upload, RequestContext context) throws IOException {
    context.requested();
    Bytes bytes = read(upload);
    context.transferred(bytes.size());
    Stored stored = new Stored(bytes, traits.clock().instant(), upload.userMetadata());
    if (upload.ifAbsent()) {
      return objects.putIfAbsent(upload.key(), stored) == null;
    }
    objects.put(upload.key(), stored);
    return true;
  }

  private static Bytes read(Upload upload) throws IOException {
    if (upload.body() instanceof BytesBody body) {
      return body.bytes();
    }
    Bytes bytes;
    try (InputStream in = upload.body().open()) {
      bytes = Bytes.wrap(in.readAllBytes());
    }
    long expected = upload.body().size().orElse(bytes.size());
    if (expected != bytes.size()) {
      throw new IOException(
          "The body of '%s' should have %s bytes, and has %s"
              .formatted(upload.key(), expected, bytes.size()));
    }
    return bytes;
  }

  @Override
  public @Nullable ObjectStream open(Location location, ByteRange range, RequestContext context) {
    context.requested();
    Stored stored = find(location);
    if (stored == null) {
      return null;
    }
    int size = stored.bytes().size();
    int from = (int) Math.min(range.offset(), size);
    int length = (int) Math.min(range.length(), size - from);
    context.transferred(length);
    return new ObjectStream(
        stored.info(location),
        new ByteArrayInputStream(stored.bytes().unsafeArray(), from, length));
  }

  @Override
  public @Nullable ObjectInfo stat(Location location, RequestContext context) {
    context.requested();
    Stored stored = find(location);
    return stored == null ? null : stored.info(location);
  }

  @Override
  public ObjectPage list(String prefix, String after, int limit, RequestContext context) {
    context.requested();
    boolean onward = KeyOrder.UTF_8.compare(after, prefix) >= 0 && !after.isEmpty();
    List<ObjectInfo> found = new ArrayList<>();
    for (var entry : objects.tailMap(onward ? after : prefix, !onward).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      if (found.size() == limit) {
        return new ObjectPage(found, false);
      }
      Location location = new Location(traits.bucket(), entry.getKey());
      Stored stored = entry.getValue();
      found.add(ObjectInfo.builder(location, stored.bytes().size(), stored.storedAt()).build());
    }
    return new ObjectPage(found, true);
  }

  @Override
  public void delete(Location location, RequestContext context) {
    context.requested();
    if (!location.bucket().equals(traits.bucket())) {
      throw new IllegalArgumentException(location + " is not in bucket '" + traits.bucket() + "'");
    }
    objects.remove(location.key());
  }

  /**
   * Finds none: the memory of an unfinished upload is freed with the thread that was reading it.
   */
  @Override
  public int abortUploads(String prefix, Instant startedBefore, RequestContext context) {
    context.requested();
    return 0;
  }

  /** Does nothing: others may share these objects. */
  @Override
  public void close() {}

  private @Nullable Stored find(Location location) {
    return location.bucket().equals(traits.bucket()) ? objects.get(location.key()) : null;
  }

  private record Stored(Bytes bytes, Instant storedAt, Map<String, String> userMetadata) {
    ObjectInfo info(Location location) {
      return ObjectInfo.builder(location, bytes.size(), storedAt)
          .userMetadata(userMetadata)
          .build();
    }
  }
}
