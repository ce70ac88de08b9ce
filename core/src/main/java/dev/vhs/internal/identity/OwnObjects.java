package dev.vhs.internal.identity;

import dev.vhs.Location;
import dev.vhs.StoreUnavailable;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.runtime.FlatJson;
import dev.vhs.internal.runtime.IoFailures;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Body;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects of the store itself, which are no values: small JSON objects of texts. */
public final class OwnObjects {
  private static final int MAX_OBJECT_BYTES = 16 * 1024;

  private final StoreContext store;

  public OwnObjects(StoreContext store) {
    this.store = store;
  }

  Location location(String key) {
    return store.nativeFormat().keys().location(key);
  }

  /**
   * Reads an object; null where it is missing.
   *
   * @throws IllegalArgumentException if it can't be read
   */
  public @Nullable Map<String, String> read(String key, OperationContext context) {
    Location location = location(key);
    try (ObjectStream object =
        store.objects().open(location, ByteRange.ALL, context.forRequest())) {
      if (object == null) {
        return null;
      }
      byte[] bytes = object.stream().readNBytes(MAX_OBJECT_BYTES);
      return FlatJson.read(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StoreUnavailable(
          "Reading the store object %s broke off: %s. Nothing was written; try again"
              .formatted(location, IoFailures.text(e)),
          e);
    }
  }

  /** Writes an object, unless it is there. */
  public void create(String key, Map<String, String> members, OperationContext context) {
    put(key, members, true, context);
  }

  /** Writes an object, whatever is there. */
  void replace(String key, Map<String, String> members, OperationContext context) {
    put(key, members, false, context);
  }

  private void put(
      String key, Map<String, String> members, boolean ifAbsent, OperationContext context) {
    Bytes json = Bytes.wrap(FlatJson.write(members).getBytes(StandardCharsets.UTF_8));
    try {
      store
          .objects()
          .put(
              Upload.builder(key, Body.of(json))
                  .contentType("application/json")
                  .ifAbsent(ifAbsent)
                  .build(),
              context.forRequest());
    } catch (IOException e) {
      throw new IllegalStateException("reading bytes in memory failed", e);
    }
  }

  public void delete(String key, OperationContext context) {
    store.objects().delete(location(key), context.forRequest());
  }
}
