package dev.vhs.internal;

import dev.vhs.Location;
import dev.vhs.StoreUnavailable;
import dev.vhs.spi.Body;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects that are the store's own and no value's: small ones, JSON of texts. */
final class OwnObjects {
  private static final int MAX_OBJECT_BYTES = 16 * 1024;

  private final Engine engine;

  OwnObjects(Engine engine) {
    this.engine = engine;
  }

  Location location(String key) {
    return engine.own().keys().location(key);
  }

  /**
   * What an object says; null where it is not there.
   *
   * @throws IllegalArgumentException if it can't be read
   */
  @Nullable Map<String, String> read(String key, OperationCall call) {
    Location location = location(key);
    try (ObjectStream object = engine.objects().open(location, ByteRange.ALL, call)) {
      if (object == null) {
        return null;
      }
      byte[] bytes = object.stream().readNBytes(MAX_OBJECT_BYTES);
      return FlatJson.read(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StoreUnavailable(
          "Reading the store object %s broke off: %s. Nothing was written; try again"
              .formatted(location, e.getMessage()),
          e);
    }
  }

  /** Writes an object, unless it is there. */
  void create(String key, Map<String, String> members, OperationCall call) {
    put(key, members, true, call);
  }

  /** Writes an object, whatever is there. */
  void replace(String key, Map<String, String> members, OperationCall call) {
    put(key, members, false, call);
  }

  private void put(String key, Map<String, String> members, boolean ifAbsent, OperationCall call) {
    Bytes json = Bytes.wrap(FlatJson.write(members).getBytes(StandardCharsets.UTF_8));
    try {
      engine
          .objects()
          .put(new Upload(key, Body.of(json), "application/json", null, Map.of(), ifAbsent), call);
    } catch (IOException e) {
      throw new IllegalStateException("reading bytes in memory failed", e);
    }
  }

  void delete(String key, OperationCall call) {
    engine.objects().delete(location(key), call);
  }
}
