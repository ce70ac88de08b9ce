package dev.vhs.internal.protocol;

import dev.vhs.Location;
import dev.vhs.internal.write.PendingValue;
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
   * The key of the object that a write makes.
   *
   * @param version the version that is about to be written; {@link PendingValue#UNKNOWN_VERSION}
   *     only where keys don't tell it
   */
  public abstract String of(String id, long version, UUID writeId);

  /** Whether a key tells the version, so that an upload must wait until that is known. */
  public abstract boolean tellVersions();

  /** Takes a key apart; null where it is not of exactly the shape that this store makes. */
  public abstract @Nullable Parts parse(String key);

  /** What stands for an id in keys. */
  public abstract String part(String id);

  /** What the keys of all of this store's objects begin with. */
  public final String root() {
    return root;
  }

  /** The store object's key. */
  public final String storeObject() {
    return root + STORE_OBJECT;
  }

  /** What the keys of the records of its sweeps begin with. */
  public final String sweepRecords() {
    return root + OWN + "sweeps/";
  }

  /** Whether an object is in the store's bucket and under its prefix. */
  public final boolean isUnderRoot(Location location) {
    return location.bucket().equals(bucket) && location.key().startsWith(root);
  }

  /** Whether a key is the store's own, and no value's. */
  public final boolean isStoresOwn(String key) {
    return key.startsWith(root + OWN);
  }

  /** What the keys of a store begin with whose store object has that key; empty if it is none. */
  public final Optional<String> rootOfStore(String key) {
    return key.endsWith("/" + STORE_OBJECT)
        ? Optional.of(key.substring(0, key.length() - STORE_OBJECT.length()))
        : Optional.empty();
  }

  public final Location location(String key) {
    return new Location(bucket, key);
  }

  /** What goes with an object, so that its row can be found. */
  public final Map<String, String> userMetadata(String id, UUID writeId) {
    return Map.of(
        Upload.ID_METADATA,
        Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8)),
        Upload.WRITE_ID_METADATA,
        writeId.toString());
  }

  /**
   * Whether an object is one that was made for that id of this store, and so may be deleted:
   * nothing else ever is, whatever a pointer says.
   */
  public final boolean owns(String id, Location location) {
    Parts parts = location.bucket().equals(bucket) ? parse(location.key()) : null;
    return parts != null && parts.segment().equals(part(id));
  }

  /** The id that an object's user metadata tell, if its segment is really that id's; else null. */
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

  /** The UUID that a text is in its one canonical spelling; null for any other text. */
  static @Nullable UUID uuid(String text) {
    try {
      UUID uuid = text.length() == 36 ? UUID.fromString(text) : null;
      return uuid != null && uuid.toString().equals(text) ? uuid : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * A key taken apart.
   *
   * @param segment what stands for the id
   * @param id the id; null where the segment is a hash
   * @param writeId the write that made the object
   */
  public record Parts(String segment, @Nullable String id, UUID writeId) {}
}
