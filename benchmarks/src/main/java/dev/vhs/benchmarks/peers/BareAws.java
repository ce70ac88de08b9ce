package dev.vhs.benchmarks.peers;

import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import dev.vhs.benchmarks.Contender;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * A loop over the SDK, without the store, that sends the same requests with the same content, the
 * read beside the upload too, and hashes the same bytes. It retries no conflict, judges no lost
 * answer, and knows no other rows than its own.
 */
final class BareAws implements Contender {
  /** The size from which this loop uploads a value; smaller ones are inline. */
  private static final int LARGE_BYTES = 3900;

  private static final List<String> OF_THE_OBJECT =
      List.of(
          "value",
          "payload",
          "describes",
          "size",
          "storedSize",
          "sha256",
          "contentType",
          "createdAt");

  private final VersionTable table;
  private final Bucket bucket;
  private final ExecutorService beside = Executors.newCachedThreadPool();

  /** Makes a loop. */
  BareAws(VersionTable table, Bucket bucket) {
    this.table = table;
    this.bucket = bucket;
  }

  @Override
  public String name() {
    return "bare SDK";
  }

  @Override
  public void init(String id, byte[] value) throws Exception {
    UUID writeId = UUID.randomUUID();
    Map<String, AttributeValue> content = content(id, writeId, value);
    table.putIfAbsent(item(id, 0, content, writeId));
  }

  @Override
  public void putLatest(String id, byte[] value) throws Exception {
    UUID writeId = UUID.randomUUID();
    CompletableFuture<Long> newest =
        value.length < LARGE_BYTES
            ? CompletableFuture.completedFuture(table.newestVersion(id))
            : CompletableFuture.supplyAsync(() -> table.newestVersion(id), beside);
    Map<String, AttributeValue> content = content(id, writeId, value);
    table.putIfAbsent(item(id, newest.get() + 1, content, writeId));
  }

  @Override
  public void update(String id, UnaryOperator<byte[]> change) throws Exception {
    Map<String, AttributeValue> newest = table.existing(id);
    byte[] value = change.apply(value(newest));
    UUID writeId = UUID.randomUUID();
    Map<String, AttributeValue> content = content(id, writeId, value);
    table.putIfAbsent(item(id, Attributes.version(newest) + 1, content, writeId));
  }

  @Override
  public byte[] getLatest(String id) throws Exception {
    return value(table.existing(id));
  }

  @Override
  public byte[] get(String id, long version) throws Exception {
    return value(table.version(id, version));
  }

  @Override
  public int history(String id) {
    return table.newest(id, HISTORY).size();
  }

  @Override
  public void restore(String id, long version) throws Exception {
    CompletableFuture<Map<String, AttributeValue>> reading =
        CompletableFuture.supplyAsync(() -> table.version(id, version), beside);
    long newest = table.newestVersion(id);
    Map<String, AttributeValue> old = reading.get();
    Map<String, AttributeValue> content = new HashMap<>(old);
    content.keySet().retainAll(OF_THE_OBJECT);
    Map<String, AttributeValue> item = item(id, newest + 1, content, UUID.randomUUID());
    AttributeValue standing = Attributes.of(old, "writeId");
    table
        .client()
        .transactWriteItems(
            transaction ->
                transaction
                    .clientRequestToken(UUID.randomUUID().toString())
                    .transactItems(put(item), stillThere(id, version, standing)));
  }

  private TransactWriteItem put(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(
            put ->
                put.tableName(table.name())
                    .item(item)
                    .conditionExpression(VersionTable.ABSENT)
                    .expressionAttributeNames(VersionTable.ID_NAME)
                    .returnValuesOnConditionCheckFailure(ALL_OLD))
        .build();
  }

  private TransactWriteItem stillThere(String id, long version, AttributeValue writeId) {
    return TransactWriteItem.builder()
        .conditionCheck(
            check ->
                check
                    .tableName(table.name())
                    .key(VersionTable.key(id, version))
                    .conditionExpression("#writeId = :writeId")
                    .expressionAttributeNames(Map.of("#writeId", "writeId"))
                    .expressionAttributeValues(Map.of(":writeId", writeId)))
        .build();
  }

  /**
   * Returns the attributes of an item that describe a value: the value itself, or its place once it
   * is uploaded.
   */
  private Map<String, AttributeValue> content(String id, UUID writeId, byte[] value)
      throws NoSuchAlgorithmException {
    byte[] sha256 = sha256(value);
    Map<String, AttributeValue> content = new HashMap<>();
    if (value.length < LARGE_BYTES) {
      content.put("value", Attributes.binary(value));
    } else {
      content.putAll(uploaded(id, writeId, value));
    }
    content.put("size", Attributes.number(value.length));
    content.put("storedSize", Attributes.number(value.length));
    content.put("sha256", Attributes.binary(sha256));
    content.put("contentType", Attributes.text(Bucket.TYPE));
    content.put("createdAt", Attributes.number(System.currentTimeMillis()));
    return content;
  }

  private static Map<String, AttributeValue> item(
      String id, long version, Map<String, AttributeValue> content, UUID writeId) {
    Map<String, AttributeValue> item = new HashMap<>(content);
    item.put("id", Attributes.text(id));
    item.put("version", Attributes.number(version));
    item.put("format", Attributes.number(1));
    item.put("writeId", Attributes.binary(bytes(writeId)));
    item.put("committedAt", Attributes.number(System.currentTimeMillis()));
    return item;
  }

  /** Uploads a value, and returns the attributes that name its place. */
  private Map<String, AttributeValue> uploaded(String id, UUID writeId, byte[] value) {
    String key = id + "/" + writeId;
    String encodedId =
        Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    bucket.put(
        key,
        value,
        put ->
            put.ifNoneMatch("*")
                .metadata(
                    Map.of(
                        "vhs-id",
                        encodedId,
                        "vhs-write-id",
                        writeId.toString(),
                        "vhs-upload",
                        UUID.randomUUID().toString())));
    return Map.of(
        "payload",
        AttributeValue.fromM(
            Map.of("bucket", Attributes.text(bucket.name()), "key", Attributes.text(key))),
        "describes",
        Attributes.text(bucket.name() + "/" + key));
  }

  private byte[] value(Map<String, AttributeValue> item)
      throws IOException, NoSuchAlgorithmException {
    AttributeValue inline = item.get("value");
    byte[] value =
        inline == null
            ? bucket.get(key(Attributes.of(item, "payload")), get -> {}).asByteArrayUnsafe()
            : inline.b().asByteArray();
    if (!Arrays.equals(sha256(value), Attributes.of(item, "sha256").b().asByteArrayUnsafe())) {
      throw new IllegalStateException(Attributes.of(item, "id").s() + " is not what was written");
    }
    return value;
  }

  private static String key(AttributeValue payload) {
    return Attributes.of(payload.m(), "key").s();
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

  @Override
  public void close() {
    beside.shutdown();
  }
}
