package dev.vhs.local.files;

import dev.vhs.StoreMismatch;
import dev.vhs.local.shared.MetadataText;
import dev.vhs.local.shared.OpenedFolder;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The user metadata of objects. Those that a store gives its objects tell the id and the write id,
 * and mostly follow from the key, {@code <escaped id>/<write id>}: they are not kept. Any others
 * lie in a small file beside the object's, which is there before the object is.
 */
public final class ObjectMetadata {
  private static final int WRITE_ID_LENGTH = 36;

  /** The length of two line breaks and eight digits. */
  private static final int CHECKSUM_LENGTH = 10;

  private ObjectMetadata() {}

  /** Returns the metadata in the file beside an object's own; null where there is no such file. */
  static @Nullable Map<String, String> read(OpenedFolder folder, Path name) throws IOException {
    Path file = ObjectFiles.metadata(name);
    BasicFileAttributes attributes = folder.attributes(file);
    if (attributes == null || !attributes.isRegularFile()) {
      return null;
    }
    String text;
    try (FileChannel channel = folder.openFile(file, StandardOpenOption.READ)) {
      byte[] all = Channels.newInputStream(channel).readAllBytes();
      text = new String(all, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return null;
    }
    Path beside = folder.path().resolve(file);
    int end = text.length() - CHECKSUM_LENGTH;
    byte[] json = bytes(text.substring(0, Math.max(0, end)));
    if (end < 0 || !text.substring(end).equals(checksum(json))) {
      throw damaged(beside, "its checksum is wrong", null);
    }
    try {
      return MetadataText.read(new String(json, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw damaged(beside, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Returns the content of the file beside an object's own: a JSON object, and on a second line the
   * checksum of the first. By these metadata a sweep tells whose object it is.
   */
  static byte[] write(Map<String, String> metadata) {
    byte[] json = MetadataText.write(metadata).getBytes(StandardCharsets.UTF_8);
    return bytes(new String(json, StandardCharsets.ISO_8859_1) + checksum(json));
  }

  /** Returns the checksum of a JSON text, as a line. */
  private static String checksum(byte[] json) {
    CRC32C checksum = new CRC32C();
    checksum.update(json);
    return "\n" + HexFormat.of().toHexDigits((int) checksum.getValue()) + "\n";
  }

  private static byte[] bytes(String raw) {
    return raw.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static StoreMismatch damaged(Path beside, String reason, @Nullable Exception cause) {
    return new StoreMismatch(
        beside + " is damaged: " + reason + "; restore the store from a backup", cause);
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
