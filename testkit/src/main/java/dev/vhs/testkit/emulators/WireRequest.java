package dev.vhs.testkit.emulators;

import java.util.Map;

/**
 * An HTTP request on its way to a service.
 *
 * @param operation the service's name for it, such as {@code UpdateItem}, {@code PutObject} or
 *     {@code UploadPart}; where there is no name that is known here, the method
 * @param method of HTTP
 * @param target path and query, as they are on the wire
 * @param headers by their names in lower case; of one that is there twice, the first
 * @param content the body of a request to DynamoDB; empty for all others, which are not kept
 */
public record WireRequest(
    String operation, String method, String target, Map<String, String> headers, String content) {
  public WireRequest {
    headers = Map.copyOf(headers);
  }

  /** Returns whether path and query contain a text. */
  public boolean targets(String text) {
    return target.contains(text);
  }

  @Override
  public String toString() {
    return target.equals("/") ? operation : operation + " " + target;
  }
}
