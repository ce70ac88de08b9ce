package dev.vhs.internal.identity;

import dev.vhs.Compatibility;
import dev.vhs.StoreDescription;
import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.protocol.NativeKeys;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Row;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The store object, {@code <prefix>/.vhs/store.json}: the identity in the object store, with the
 * index that belongs to it. For a store that the Scala client shares, it holds everything that is
 * known of the store, since there is no store row.
 */
final class StoreObject {
  private static final String COMPATIBILITY = "compatibility";

  private final StoreContext store;
  private final OwnObjects objects;
  private final String key;

  StoreObject(StoreContext store) {
    this.store = store;
    this.objects = new OwnObjects(store);
    this.key = store.nativeFormat().keys().storeObject();
  }

  /** Reads it; null where it is missing. */
  @Nullable Map<String, String> read(OperationContext context) {
    try {
      return objects.read(key, context);
    } catch (IllegalArgumentException e) {
      throw mismatch(
          ": its store object " + objects.location(key) + " can't be read: " + e.getMessage(), e);
    }
  }

  /** Returns whether it belongs to a store that the Scala client shares. */
  static boolean isShared(Map<String, String> object) {
    return Compatibility.SCALA.text().equals(object.get(COMPATIBILITY));
  }

  /** Returns the description of a store that the Scala client shares. */
  StoreDescription describe(Map<String, String> object) {
    try {
      int format = Integer.parseInt(StoreRow.required(object, "format"));
      if (format > Row.FORMAT) {
        throw mismatch(
            " has format %s, and this release reads up to %s: use a newer one"
                .formatted(format, Row.FORMAT),
            null);
      }
      StoreDescription description =
          new StoreDescription(
              Compatibility.SCALA,
              StoreRow.required(object, "identity"),
              Variant.of(StoreRow.required(object, "variant")),
              format,
              StoreRow.required(object, "bucket"),
              store.backend().prefix(),
              Duration.ofMillis(Long.parseLong(StoreRow.required(object, "graceMillis"))),
              Duration.ofMillis(Long.parseLong(StoreRow.required(object, "commitWindowMillis"))));
      String prefix = NativeKeys.escape(description.prefix());
      if (!prefix.equals(object.get("prefix"))) {
        throw mismatch(
            ": its store object was written for the prefix '%s', escaped, and was found under '%s'"
                .formatted(object.get("prefix"), prefix),
            null);
      }
      return description;
    } catch (IllegalArgumentException e) {
      throw mismatch(" has a store object that can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * Writes it if it is missing, and checks that the object there is this store's.
   *
   * @throws StoreMismatch if it is not
   */
  void create(StoreDescription description, OperationContext context) {
    String index = index(context);
    objects.create(key, facts(description, index), context);
    check(description, index, context);
  }

  /** Writes it in the place of whatever is there. */
  void replace(StoreDescription description, OperationContext context) {
    String index = index(context);
    objects.replace(key, facts(description, index), context);
    check(description, index, context);
  }

  private static Map<String, String> facts(StoreDescription description, String index) {
    Map<String, String> facts = new HashMap<>();
    facts.put("identity", description.identity());
    facts.put("index", index);
    facts.put("variant", description.variant().text());
    facts.put("format", Integer.toString(description.format()));
    if (description.compatibility() == Compatibility.SCALA) {
      facts.put(COMPATIBILITY, Compatibility.SCALA.text());
      facts.put("bucket", description.bucket());
      facts.put("prefix", NativeKeys.escape(description.prefix()));
      facts.put("graceMillis", Long.toString(description.grace().toMillis()));
      facts.put("commitWindowMillis", Long.toString(description.commitWindow().toMillis()));
    }
    return facts;
  }

  /**
   * Checks that it is there, and binds this store to this index.
   *
   * @throws StoreMismatch if not
   */
  void check(StoreDescription description, OperationContext context) {
    check(description, index(context), context);
  }

  private void check(StoreDescription description, String index, OperationContext context) {
    Map<String, String> object = read(context);
    if (object == null) {
      throw mismatch(
          description.compatibility() == Compatibility.SCALA
              ? " is shared with the Scala client and was not adopted: it has no store object "
                  + key
              : " has no store object " + key + ": its objects were lost or moved",
          null);
    }
    if (!description.identity().equals(object.get("identity"))) {
      throw mismatch(
          ": index and objects are of two stores; the objects belong to store "
              + object.get("identity"),
          null);
    }
    if (!index.equals(object.get("index"))) {
      throw mismatch(
          ": its index was created again or restored; the objects belong to index "
              + object.get("index"),
          null);
    }
  }

  private String index(OperationContext context) {
    String index = store.index().identity(context.forRequest());
    if (index == null) {
      throw mismatch(" has no index", null);
    }
    return index;
  }

  private StoreMismatch mismatch(String what, @Nullable Throwable cause) {
    return StoreIdentity.mismatch(store, what, cause);
  }
}
