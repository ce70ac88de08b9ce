package dev.vhs.benchmarks.peers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * A bucket by the SDK alone. It reads and writes whole objects, without copies that can be saved.
 *
 * @param client sends the requests
 * @param name the bucket's
 */
record Bucket(S3Client client, String name) {
  static final String TYPE = "application/octet-stream";

  PutObjectResponse put(String key, byte[] value, Consumer<PutObjectRequest.Builder> more) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder().bucket(name).key(key).contentType(TYPE);
    more.accept(request);
    return client.putObject(
        request.build(),
        RequestBody.fromContentProvider(() -> new ByteArrayInputStream(value), value.length, TYPE));
  }

  ResponseBytes<GetObjectResponse> get(String key, Consumer<GetObjectRequest.Builder> more)
      throws IOException {
    GetObjectRequest.Builder request = GetObjectRequest.builder().bucket(name).key(key);
    more.accept(request);
    try (ResponseInputStream<GetObjectResponse> stream = client.getObject(request.build())) {
      byte[] value = new byte[Math.toIntExact(stream.response().contentLength())];
      stream.readNBytes(value, 0, value.length);
      requireEnd(stream);
      return ResponseBytes.fromByteArrayUnsafe(stream.response(), value);
    }
  }

  /** Reads to the end of a stream, where the SDK compares its checksum. */
  private static void requireEnd(InputStream stream) throws IOException {
    if (stream.read() >= 0) {
      throw new IllegalStateException("the object is larger than the service said");
    }
  }
}
