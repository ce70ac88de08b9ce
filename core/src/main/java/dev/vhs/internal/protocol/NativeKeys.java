package dev.vhs.internal.protocol;

import dev.vhs.internal.runtime.Digests;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a native store's objects: {@code <prefix>/<escaped id>/<write id>}.
 *
 * <p>An id is percent-escaped to one segment of letters, digits, {@code _}, {@code -} and dots that
 * never begins with a dot. If that is longer than 512 bytes, {@code ~} and the SHA-256 of the id in
 * hex stand for it; the object's user metadata then tell the id.
 */
public final class NativeKeys extends ObjectKeys {
  private static final int MAX_SEGMENT_BYTES = 512;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  public NativeKeys(String bucket, String prefix) {
    super(bucket, prefix);
  }

  @Override
  public String of(String id, long version, UUID writeId) {
    return allOf(id) + writeId;
  }

  /** Returns the beginning of the keys of all objects of an id, and of no others. */
  public String allOf(String id) {
    return root() + segment(id) + "/";
  }

  @Override
  public boolean tellVersions() {
    return false;
  }

  @Override
  public String part(String id) {
    return segment(id);
  }

  @Override
  public @Nullable Parts parse(String key) {
    int slash = key.lastIndexOf('/');
    if (!key.startsWith(root()) || slash <= root().length()) {
      return null;
    }
    String segment = key.substring(root().length(), slash);
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

  /** Returns the segment that stands for an id. */
  static String segment(String id) {
    String escaped = escape(id);
    return escaped.length() <= MAX_SEGMENT_BYTES
        ? escaped
        : "~" + Digests.hex(Digests.sha256(id.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Returns a text percent-escaped to letters, digits, {@code _}, {@code -} and dots, with no dot
   * in front.
   */
  public static String escape(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
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
    return escaped.toString();
  }

  private static boolean isPlain(int b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '_'
        || b == '-'
        || b == '.';
  }

  /** Returns the text that was escaped to a segment; null where no text is. */
  public static @Nullable String unescape(String segment) {
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
}
