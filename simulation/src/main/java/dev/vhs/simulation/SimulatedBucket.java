package dev.vhs.simulation;

import dev.vhs.Location;
import dev.vhs.memory.MemoryObjectStore;
import dev.vhs.spi.Body;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.BytesBody;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The objects that all clients share. What comes and goes is entered in the history; what went is
 * kept, as a bucket with versioning keeps it.
 */
final class SimulatedBucket {
  private final MemoryObjectStore objects;
  private final History history;
  private final SeededRandom dice;
  private final Map<String, Removed> removed = new HashMap<>();
  private @Nullable Instant storedAt;

  /**
   * Creates a bucket without objects.
   *
   * @param clock its time
   */
  SimulatedBucket(InstantSource clock, History history, SeededRandom dice) {
    this.objects =
        new MemoryObjectStore(() -> Objects.requireNonNullElseGet(storedAt, clock::instant));
    this.history = history;
    this.dice = dice;
  }

  /** An object that was deleted. */
  private record Removed(Bytes bytes, ObjectInfo info) {}

  MemoryObjectStore objects() {
    return objects;
  }

  /**
   * Stores an object.
   *
   * @param began when its upload began; a service may date it so, or by its end; null for just now
   */
  boolean store(int operation, Upload upload, @Nullable Instant began) {
    boolean stored = put(upload, began != null && dice.nextBoolean() ? began : null);
    if (stored) {
      BytesBody body = (BytesBody) upload.body();
      history.add(new Event.Stored(operation, upload.key(), body.bytes()));
    }
    return stored;
  }

  /** Stores a value as another program does, and returns its place. */
  Location storeForeign(int operation, String key, String contentType, String tag) {
    byte[] bytes = Value.of(tag, 0).text().getBytes(StandardCharsets.UTF_8);
    Body body = Body.of(Bytes.wrap(bytes));
    store(operation, Upload.builder(key, body).contentType(contentType).build(), null);
    return new Location(objects.traits().bucket(), key);
  }

  private boolean put(Upload upload, @Nullable Instant at) {
    storedAt = at;
    try {
      return objects.put(upload, RequestContext.unlimited());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      storedAt = null;
    }
  }

  /** Deletes an object; one that is not there is no event. */
  boolean remove(int operation, Location location) {
    ObjectInfo info = objects.stat(location, RequestContext.unlimited());
    if (info != null) {
      removed.put(location.key(), new Removed(bytes(location), info));
    }
    objects.delete(location, RequestContext.unlimited());
    if (info != null) {
      history.add(new Event.Removed(operation, location.key()));
    }
    return info != null;
  }

  private Bytes bytes(Location location) {
    try (var object =
        Objects.requireNonNull(
            objects.open(location, dev.vhs.spi.ByteRange.ALL, RequestContext.unlimited()))) {
      return Bytes.wrap(object.stream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a deletion back, as an operator does by removing the delete marker. */
  void bringBack(Location location) {
    Removed last = removed.get(location.key());
    if (last != null && !exists(location)) {
      put(
          Upload.builder(location.key(), Body.of(last.bytes()))
              .contentType("text/plain")
              .userMetadata(last.info().userMetadata())
              .ifAbsent(true)
              .build(),
          last.info().storedAt());
      history.add(new Event.BroughtBack(location.key(), last.bytes()));
    }
  }

  boolean exists(Location location) {
    return objects.stat(location, RequestContext.unlimited()) != null;
  }
}
