package dev.vhs.benchmarks.aws;

import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import dev.vhs.benchmarks.Contender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * What is left without the store: a loop over the SDK that sends the same requests with the same
 * content, the read beside the upload too, and hashes the same bytes. It retries no conflict,
 * judges no lost answer, and knows no other rows than its own.
 */
final class BareAws implements Contender {
  private static final String TYPE = "application/octet-stream";

  /** What is less is inline, as far as this loop is concerned. */
  private static final int LARGE_BYTES = 4096;

  private final SdkClients clients;
  private final String name;
  private final ExecutorService beside = Executors.newCachedThreadPool();

  /**
   * A loop.
   *
   * @param name of the table, and of the bucket
   */
  BareAws(SdkClients clients, String name) {
    this.clients = clients;
    this.name = name;
  }

  @Override
  public String name() {
    return "bare SDK";
  }

  @Override
  public void putLatest(String id, byte[] value) throws Exception {
    byte[] sha256 = sha256(value);
    UUID writeId = UUID.randomUUID();
    Map<String, AttributeValue> item = new HashMap<>();
    long newest;
    if (value.length < LARGE_BYTES) {
      newest = newestVersion(id);
      item.put("value", binary(value));
    } else {
      CompletableFuture<Long> reading =
          CompletableFuture.supplyAsync(() -> newestVersion(id), beside);
      String key = id + "/" + writeId;
      upload(id, key, writeId, value);
      newest = reading.get();
      item.put("payload", AttributeValue.fromM(Map.of("bucket", text(name), "key", text(key))));
      item.put("describes", text(name + "/" + key));
    }
    commit(id, newest + 1, item, writeId, value.length, sha256);
  }

  private void commit(
      String id,
      long version,
      Map<String, AttributeValue> item,
      UUID writeId,
      int size,
      byte[] sha256) {
    AttributeValue now = number(System.currentTimeMillis());
    item.put("id", text(id));
    item.put("version", number(version));
    item.put("format", number(1));
    item.put("writeId", binary(bytes(writeId)));
    item.put("committedAt", now);
    item.put("createdAt", now);
    item.put("size", number(size));
    item.put("storedSize", number(size));
    item.put("sha256", binary(sha256));
    item.put("contentType", text(TYPE));
    clients
        .dynamoDb()
        .putItem(
            PutItemRequest.builder()
                .tableName(name)
                .item(item)
                .conditionExpression("attribute_not_exists(#id)")
                .expressionAttributeNames(Map.of("#id", "id"))
                .returnValuesOnConditionCheckFailure(ALL_OLD)
                .build());
  }

  private void upload(String id, String key, UUID writeId, byte[] value) {
    String encodedId =
        Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    clients
        .s3()
        .putObject(
            PutObjectRequest.builder()
                .bucket(name)
                .key(key)
                .contentType(TYPE)
                .metadata(Map.of("vhs-id", encodedId, "vhs-write-id", writeId.toString()))
                .build(),
            RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(value), value.length, TYPE));
  }

  @Override
  public byte[] getLatest(String id) throws Exception {
    Map<String, AttributeValue> item = newest(id);
    if (item == null) {
      throw new IllegalStateException("'" + id + "' is not there");
    }
    AttributeValue inline = item.get("value");
    byte[] value =
        inline == null
            ? download(
                attribute(item, "payload").m(), Integer.parseInt(attribute(item, "storedSize").n()))
            : inline.b().asByteArray();
    if (!Arrays.equals(sha256(value), attribute(item, "sha256").b().asByteArrayUnsafe())) {
      throw new IllegalStateException("'" + id + "' is not what was written");
    }
    return value;
  }

  private byte[] download(Map<String, AttributeValue> payload, int size) throws IOException {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(attribute(payload, "bucket").s())
            .key(attribute(payload, "key").s())
            .build();
    byte[] value = new byte[size];
    try (ResponseInputStream<GetObjectResponse> stream = clients.s3().getObject(request)) {
      stream.readNBytes(value, 0, size);
      requireEnd(stream);
    }
    return value;
  }

  /** The SDK compares its checksum where the stream ends. */
  private static void requireEnd(InputStream stream) throws IOException {
    if (stream.read() >= 0) {
      throw new IllegalStateException("the object is larger than was written");
    }
  }

  private long newestVersion(String id) {
    Map<String, AttributeValue> item = newest(id);
    return item == null ? -1 : Long.parseLong(attribute(item, "version").n());
  }

  private @Nullable Map<String, AttributeValue> newest(String id) {
    List<Map<String, AttributeValue>> items =
        clients
            .dynamoDb()
            .query(
                QueryRequest.builder()
                    .tableName(name)
                    .consistentRead(true)
                    .keyConditionExpression("#id = :id")
                    .expressionAttributeNames(Map.of("#id", "id"))
                    .expressionAttributeValues(Map.of(":id", text(id)))
                    .scanIndexForward(false)
                    .limit(1)
                    .build())
            .items();
    return items.isEmpty() ? null : items.get(0);
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name);
  }

  private static byte[] sha256(byte[] value) throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256").digest(value);
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  private static AttributeValue binary(byte[] bytes) {
    return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes));
  }

  @Override
  public void close() {
    beside.shutdown();
    clients.close();
  }
}
