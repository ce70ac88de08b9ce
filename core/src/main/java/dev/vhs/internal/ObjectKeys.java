package dev.vhs.internal;

import dev.vhs.Location;
import dev.vhs.spi.Upload;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a store's objects: {@code <prefix>/<escaped id>/<write id>}, and {@code
 * <prefix>/.vhs/store.json}.
 *
 * <p>An id is percent-escaped to one segment of letters, digits, {@code _}, {@code -} and dots that
 * never begins with a dot. If that is longer than 512 bytes, {@code ~} and the SHA-256 of the id in
 * hex stand for it; the object's user metadata then tell the id.
 */
final class ObjectKeys {
  private static final int MAX_SEGMENT_BYTES = 512;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final String bucket;
  private final String root;

  ObjectKeys(String bucket, String prefix) {
    this.bucket = bucket;
    this.root = prefix.isEmpty() ? "" : prefix + "/";
  }

  /** What the keys of all of this store's objects begin with. */
  String root() {
    return root;
  }

  /** The store object's key. */
  String storeObject() {
    return root + ".vhs/store.json";
  }

  /** Whether a key is the store's own, and no value's. */
  boolean isStoresOwn(String key) {
    return key.startsWith(root + ".vhs/");
  }

  Location location(String key) {
    return new Location(bucket, key);
  }

  /** The key of the object that a write makes. */
  String of(String id, UUID writeId) {
    return allOf(id) + writeId;
  }

  /** What the keys of all objects of an id begin with, and of no other. */
  String allOf(String id) {
    return root + segment(id) + "/";
  }

  /** What goes with an object, so that its row can be found. */
  Map<String, String> userMetadata(String id, UUID writeId) {
    return Map.of(
        Upload.ID_METADATA,
        Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8)),
        Upload.WRITE_ID_METADATA,
        writeId.toString());
  }

  /**
   * Whether an object is one that this store made for that id, and so may delete: nothing else is
   * ever deleted, whatever a pointer says.
   */
  boolean owns(String id, Location location) {
    Parts parts = location.bucket().equals(bucket) ? parse(location.key()) : null;
    return parts != null && parts.segment().equals(segment(id));
  }

  /** Takes a key apart; null where it is not of exactly the shape that this store makes. */
  @Nullable Parts parse(String key) {
    int slash = key.lastIndexOf('/');
    if (!key.startsWith(root) || slash <= root.length()) {
      return null;
    }
    String segment = key.substring(root.length(), slash);
    UUID writeId = uuid(key.substring(slash + 1));
    if (writeId == null) {
      return null;
    }
    if (segment.startsWith("~")) {
      return segment.matches("~[0-9a-f]{64}") ? new Parts(segment, null, writeId) : null;
    }
    String id = unescape(segment);
    return id == null || !segment(id).equals(segment) ? null : new Parts(segment, id, writeId);
  }

  /** The id that an object's user metadata tell, if its segment is really that id's; else null. */
  @Nullable String idOf(Parts parts, Map<String, String> userMetadata) {
    if (parts.id() != null) {
      return parts.id();
    }
    String encoded = userMetadata.get(Upload.ID_METADATA);
    if (encoded == null) {
      return null;
    }
    try {
      String id = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
      return segment(id).equals(parts.segment()) ? id : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The segment that stands for an id. */
  static String segment(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    StringBuilder escaped = new StringBuilder(bytes.length + 16);
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i] & 0xFF;
      if (isPlain(b) && !(i == 0 && b == '.')) {
        escaped.append((char) b);
      } else {
        escaped.append('%');
        HEX.toHexDigits(escaped, bytes[i]);
      }
    }
    return escaped.length() <= MAX_SEGMENT_BYTES
        ? escaped.toString()
        : "~" + Digests.hex(Digests.sha256(bytes));
  }

  private static boolean isPlain(int b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '_'
        || b == '-'
        || b == '.';
  }

  private static @Nullable String unescape(String segment) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c != '%') {
        bytes.write(c < 0x80 ? c : 0);
      } else if (i + 2 < segment.length()
          && HexFormat.isHexDigit(segment.charAt(i + 1))
          && HexFormat.isHexDigit(segment.charAt(i + 2))) {
        bytes.write(HexFormat.fromHexDigits(segment, i + 1, i + 3));
        i += 2;
      } else {
        return null;
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static @Nullable UUID uuid(String text) {
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
  record Parts(String segment, @Nullable String id, UUID writeId) {}
}
