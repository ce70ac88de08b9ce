package dev.vhs.aws.s3;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * The mark of one upload in the user metadata of its object. After a lost answer it tells our
 * object from another's: "it exists already" may mean that our own first try has stored it.
 *
 * @param text the mark, which no other upload has
 */
record UploadToken(String text) {
  /** The name of the mark in the user metadata. */
  static final String METADATA = "vhs-upload";

  /** Returns a new mark. */
  static UploadToken random() {
    return new UploadToken(UUID.randomUUID().toString());
  }

  /** Returns user metadata with the mark added. */
  Map<String, String> addTo(Map<String, String> userMetadata) {
    Map<String, String> marked = new HashMap<>(userMetadata);
    marked.put(METADATA, text);
    return marked;
  }

  /** Returns whether an object has the mark; false if there is no object. */
  boolean isOn(@Nullable HeadObjectResponse object) {
    return object != null && text.equals(object.metadata().get(METADATA));
  }
}
