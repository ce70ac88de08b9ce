package dev.vhs.spi;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object to store.
 *
 * @param key its key in the store's bucket
 * @param body its bytes
 * @param contentType its media type, for people
 * @param contentEncoding its encoding, for people; null for none
 * @param userMetadata short ASCII names and values that go with the object: what names its row
 * @param ifAbsent whether to store it only where no object has the key
 */
public record Upload(
    String key,
    Body body,
    String contentType,
    @Nullable String contentEncoding,
    Map<String, String> userMetadata,
    boolean ifAbsent) {
  /** The user metadata that holds an object's id, its UTF-8 bytes in base64url without padding. */
  public static final String ID_METADATA = "vhs-id";

  /** The user metadata that holds the write id of the write that made an object. */
  public static final String WRITE_ID_METADATA = "vhs-write-id";

  public Upload {
    userMetadata = Map.copyOf(userMetadata);
  }
}
