package dev.vhs.aws.s3;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Marks the object of one upload, in its user metadata, so that after a lost answer it can be told
 * from another's: "it is there already" may mean that our own first try has put it there.
 */
record UploadToken(String text) {
  static final String METADATA = "vhs-upload";

  static UploadToken random() {
    return new UploadToken(UUID.randomUUID().toString());
  }

  /** User metadata with the mark. */
  Map<String, String> addTo(Map<String, String> userMetadata) {
    Map<String, String> marked = new HashMap<>(userMetadata);
    marked.put(METADATA, text);
    return marked;
  }

  /** Whether the object has the mark. */
  boolean isOn(@Nullable HeadObjectResponse object) {
    return object != null && text.equals(object.metadata().get(METADATA));
  }
}
