package dev.vhs.internal.protocol;

import dev.vhs.Location;
import dev.vhs.spi.Upload;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The shape of the keys of a store's objects. Each key names one write, and tells whose it is. */
public abstract sealed class ObjectKeys permits NativeKeys, ScalaKeys {
  private static final String OWN = ".vhs/";
  private static final String STORE_OBJECT = OWN + "store.json";

  private final String bucket;
  private final String root;

  public ObjectKeys(String bucket, String prefix) {
    this.bucket = bucket;
    this.root = prefix.isEmpty() ? "" : prefix + "/";
  }

  /**
   * Returns the key of the object that a write makes.
   *
   * @param version the version that is about to be written; any number where keys don't tell it
   */
  public abstract String of(String id, long version, UUID writeId);

  /**
   * Returns whether a key tells the version, so that an upload must wait until the version is
   * known.
   */
  public abstract boolean tellVersions();

  /**
   * Returns the parts of a key; null where it does not have exactly the shape that this store
   * makes.
   */
  public abstract @Nullable Parts parse(String key);

  /** Returns the text that stands for an id in keys. */
  public abstract String part(String id);

  /** Returns the beginning of the keys of all of this store's objects. */
  public final String root() {
    return root;
  }

  /** Returns the key of the store object. */
  public final String storeObject() {
    return root + STORE_OBJECT;
  }

  /** Returns the beginning of the keys of its sweeps' records. */
  public final String sweepRecords() {
    return root + OWN + "sweeps/";
  }

  /** Returns whether an object is in the store's bucket and under its prefix. */
  public final boolean isUnderRoot(Location location) {
    return location.bucket().equals(bucket) && location.key().startsWith(root);
  }

  /** Returns whether a key is of an object of the store itself, which is no value. */
  public final boolean isStoresOwn(String key) {
    return key.startsWith(root + OWN);
  }

  /**
   * Returns the beginning of the keys of the store whose store object has a given key; empty where
   * the key is of no store object.
   */
  public final Optional<String> rootOfStore(String key) {
    return key.endsWith("/" + STORE_OBJECT)
        ? Optional.of(key.substring(0, key.length() - STORE_OBJECT.length()))
        : Optional.empty();
  }

  public final Location location(String key) {
    return new Location(bucket, key);
  }

  /** Returns the user metadata of an object, by which its row can be found. */
  public final Map<String, String> userMetadata(String id, UUID writeId) {
    return Map.of(
        Upload.ID_METADATA,
        Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8)),
        Upload.WRITE_ID_METADATA,
        writeId.toString());
  }

  /**
   * Returns whether an object was made for an id of this store, and so may be deleted. Nothing else
   * ever is, whatever a pointer says.
   */
  public final boolean owns(String id, Location location) {
    Parts parts = location.bucket().equals(bucket) ? parse(location.key()) : null;
    return parts != null && parts.segment().equals(part(id));
  }

  /**
   * Returns the id that an object's user metadata tell, if its segment really belongs to that id;
   * else null.
   */
  public final @Nullable String idOf(Parts parts, Map<String, String> userMetadata) {
    if (parts.id() != null) {
      return parts.id();
    }
    String encoded = userMetadata.get(Upload.ID_METADATA);
    if (encoded == null) {
      return null;
    }
    try {
      String id = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
      return part(id).equals(parts.segment()) ? id : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Returns the UUID that a text spells in the one canonical way; null for any other text. */
  static @Nullable UUID uuid(String text) {
    try {
      UUID uuid = text.length() == 36 ? UUID.fromString(text) : null;
      return uuid != null && uuid.toString().equals(text) ? uuid : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * The parts of a key.
   *
   * @param segment the text that stands for the id
   * @param id the id; null where the segment is a hash
   * @param writeId the write that made the object
   */
  public record Parts(String segment, @Nullable String id, UUID writeId) {}
}
