package dev.vhs.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The payload offloading of AWS's own Java libraries ({@code
 * software.amazon.payloadoffloading:payloadoffloading-common}, of the extended clients for SQS and
 * SNS): what is larger than a limit goes to S3 under a random UUID, and a message in JSON that
 * names bucket and key takes its place.
 */
final class OffloadedPayloads implements Payloads {
  private static final String POINTER = "software.amazon.payloadoffloading.PayloadS3Pointer";
  private static final String BUCKET = "s3BucketName";
  private static final String KEY = "s3Key";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Bucket bucket;

  OffloadedPayloads(Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public AttributeValue stored(byte[] value) {
    if (value.length <= Peer.MAX_NOT_OFFLOADED) {
      return Attributes.binary(value);
    }
    String key = UUID.randomUUID().toString();
    bucket.put(key, value, put -> {});
    try {
      return Attributes.text(
          JSON.writeValueAsString(List.of(POINTER, Map.of(BUCKET, bucket.name(), KEY, key))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] value(AttributeValue stored) throws IOException {
    if (stored.s() == null) {
      return stored.b().asByteArray();
    }
    JsonNode pointer = JSON.readTree(stored.s()).get(1);
    return bucket.get(pointer.get(KEY).asText(), get -> {}).asByteArrayUnsafe();
  }
}
