package dev.vhs.local.files;

import dev.vhs.local.shared.MetadataText;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The user metadata of objects. Those that a store gives its objects tell the id and the write id,
 * and mostly follow from the key, {@code <escaped id>/<write id>}: they are not kept. Any others
 * lie in a small file beside the object's, which is there before the object is.
 */
public final class ObjectMetadata {
  private static final int WRITE_ID_LENGTH = 36;

  private ObjectMetadata() {}

  /** Returns the metadata of an object, from the file beside its own if there is one. */
  static Map<String, String> read(Path file, String key) throws IOException {
    Path beside = ObjectFiles.metadata(file);
    if (!Files.isRegularFile(beside, LinkOption.NOFOLLOW_LINKS)) {
      return implied(key);
    }
    try {
      return MetadataText.read(Files.readString(beside));
    } catch (IllegalArgumentException e) {
      throw new IOException(beside + " is damaged: " + e.getMessage(), e);
    }
  }

  /** Returns the metadata of an object with a key, unless a file says otherwise. */
  public static Map<String, String> implied(String key) {
    int slash = key.lastIndexOf('/');
    String writeId = key.substring(slash + 1);
    String segment = slash < 1 ? "" : key.substring(key.lastIndexOf('/', slash - 1) + 1, slash);
    byte[] id = segment.isEmpty() || segment.startsWith("~") ? null : unescape(segment);
    if (id == null || !isWriteId(writeId)) {
      return Map.of();
    }
    return Map.of(
        Upload.ID_METADATA,
        Base64.getUrlEncoder().withoutPadding().encodeToString(id),
        Upload.WRITE_ID_METADATA,
        writeId);
  }

  private static boolean isWriteId(String text) {
    if (text.length() != WRITE_ID_LENGTH) {
      return false;
    }
    for (int at = 0; at < WRITE_ID_LENGTH; at++) {
      boolean dash = at == 8 || at == 13 || at == 18 || at == 23;
      if (dash ? text.charAt(at) != '-' : !HexFormat.isHexDigit(text.charAt(at))) {
        return false;
      }
    }
    return true;
  }

  private static byte @Nullable [] unescape(String segment) {
    byte[] bytes = new byte[segment.length()];
    int size = 0;
    for (int at = 0; at < segment.length(); at++, size++) {
      char c = segment.charAt(at);
      if (c != '%') {
        bytes[size] = (byte) c;
      } else if (at + 2 < segment.length()
          && HexFormat.isHexDigit(segment.charAt(at + 1))
          && HexFormat.isHexDigit(segment.charAt(at + 2))) {
        bytes[size] = (byte) HexFormat.fromHexDigits(segment, at + 1, at + 3);
        at += 2;
      } else {
        return null;
      }
    }
    byte[] id = Arrays.copyOf(bytes, size);
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(id));
      return id;
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
