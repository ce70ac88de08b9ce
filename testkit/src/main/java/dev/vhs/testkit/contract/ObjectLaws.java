package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Location;
import dev.vhs.spi.Body;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The common part of the tests of an object store's laws. */
abstract class ObjectLaws {
  static final RequestContext CALL = RequestContext.unlimited();
  static final String KEY = "prefix/id/00000000-0000-7000-8000-000000000001";

  final ObjectStoreContract contract;

  ObjectLaws(ObjectStoreContract contract) {
    this.contract = contract;
  }

  /** Opens the store of this test, and at each further call another opening of the same. */
  final ObjectStore open() {
    return contract.opened();
  }

  static Location at(ObjectStore store, String key) {
    return new Location(store.traits().bucket(), key);
  }

  static Upload upload(String key, Body body, boolean ifAbsent) {
    return Upload.builder(key, body).ifAbsent(ifAbsent).build();
  }

  static boolean put(ObjectStore store, String key, String text) throws IOException {
    return store.put(upload(key, Body.of(bytes(text)), false), CALL);
  }

  static Bytes bytes(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  static @Nullable ObjectInfo stat(ObjectStore store, String key) {
    return store.stat(at(store, key), CALL);
  }

  /** Returns the whole object; null where there is none. */
  static @Nullable Bytes read(ObjectStore store, String key) throws IOException {
    return read(store, key, ByteRange.ALL);
  }

  static @Nullable Bytes read(ObjectStore store, String key, ByteRange range) throws IOException {
    try (ObjectStream object = store.open(at(store, key), range, CALL)) {
      return object == null ? null : Bytes.wrap(object.stream().readAllBytes());
    }
  }

  /** Returns the text of the whole object; null where there is none. */
  static @Nullable String text(ObjectStore store, String key) throws IOException {
    Bytes bytes = read(store, key);
    return bytes == null ? null : new String(bytes.unsafeArray(), StandardCharsets.UTF_8);
  }

  /** Returns all keys with a prefix, by pages of at most so many. */
  static List<String> keys(ObjectStore store, String prefix, int limit) {
    List<String> keys = new ArrayList<>();
    String after = "";
    while (true) {
      ObjectPage page = store.list(prefix, after, limit, CALL);
      assertThat(page.objects()).hasSizeLessThanOrEqualTo(limit);
      page.objects().forEach(object -> keys.add(object.location().key()));
      if (page.last()) {
        return keys;
      }
      assertThat(page.objects()).as("objects of a page that is not the last").isNotEmpty();
      after = keys.get(keys.size() - 1);
    }
  }
}
