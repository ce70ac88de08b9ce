package dev.vhs.aws.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vhs.Variant;
import dev.vhs.aws.dynamo.Items;
import dev.vhs.simulation.LiveHistory;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Row;
import dev.vhs.testkit.emulators.WireRequest;
import dev.vhs.testkit.emulators.WireWitness;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Sees what requests do to a table and a bucket, and enters it in a history: after each that may
 * change anything, it looks. While one changes something, no other request is under way, so that
 * what is entered is in order, and before anybody can have seen it.
 */
final class AwsWitness implements WireWitness {
  /** The header with the number of the call that a request is for. */
  private static final String CALL = "vhs-call";

  private static final Set<String> READS =
      Set.of(
          "BatchGetItem",
          "DescribeTable",
          "GetItem",
          "GetObject",
          "HeadObject",
          "ListMultipartUploads",
          "ListObjectsV2",
          "Query",
          "Scan");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final EmulatedPlace place;
  private final LiveHistory history;
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
  private final Map<Key, Row> rows = new HashMap<>();
  private final Set<String> objects = new HashSet<>();

  /** A row's place; of all versions of an id the same in the single-version variant. */
  private record Key(String id, long version) {}

  AwsWitness(EmulatedPlace place, LiveHistory history) {
    this.place = place;
    this.history = history;
  }

  /** Lets a client's requests say which call they are for. */
  static ExecutionInterceptor naming(IntSupplier call) {
    return new ExecutionInterceptor() {
      @Override
      public SdkHttpRequest modifyHttpRequest(
          Context.ModifyHttpRequest context, ExecutionAttributes execution) {
        return context.httpRequest().toBuilder()
            .putHeader(CALL, Integer.toString(call.getAsInt()))
            .build();
      }
    };
  }

  private Lock lock(WireRequest request) {
    return READS.contains(request.operation()) ? lock.readLock() : lock.writeLock();
  }

  @Override
  public void before(WireRequest request) {
    lock(request).lock();
  }

  @Override
  public void after(WireRequest request) {
    try {
      int call = Integer.parseInt(request.headers().getOrDefault(CALL, "0"));
      switch (request.operation()) {
        case "DeleteItem", "PutItem", "TransactWriteItems", "UpdateItem" ->
            lookAtRows(call, request);
        case "CompleteMultipartUpload", "DeleteObject", "PutObject" -> lookAtObject(call, request);
        default -> {}
      }
    } finally {
      lock(request).unlock();
    }
  }

  /** The keys of all objects that were seen to come and not to go. */
  Set<String> objects() {
    lock.readLock().lock();
    try {
      return Set.copyOf(objects);
    } finally {
      lock.readLock().unlock();
    }
  }

  private void lookAtRows(int call, WireRequest request) {
    List<Row> written = new ArrayList<>();
    for (Key key : keys(request)) {
      Row before = rows.get(key);
      Row now = read(key);
      if (Objects.equals(before, now)) {
        continue;
      }
      if (now == null) {
        rows.remove(key);
        history.retired(call, before, null);
      } else {
        rows.put(key, now);
        if (before != null && Objects.equals(before.writeId(), now.writeId())) {
          history.retired(call, before, now);
        } else {
          written.add(now);
        }
      }
    }
    if (!written.isEmpty()) {
      written.sort(Comparator.comparingLong(Row::version));
      history.committed(call, written);
    }
  }

  private List<Key> keys(WireRequest request) {
    JsonNode content;
    try {
      content = JSON.readTree(request.content());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a request of DynamoDB that can't be read", e);
    }
    List<Key> keys = new ArrayList<>();
    if (content.has("TransactItems")) {
      for (JsonNode action : content.get("TransactItems")) {
        if (action.has("Put")) {
          keys.add(key(action.get("Put").get("Item")));
        }
      }
    } else {
      keys.add(key(content.has("Item") ? content.get("Item") : content.get("Key")));
    }
    return keys;
  }

  private Key key(JsonNode item) {
    String id = item.get("id").get("S").asText();
    boolean single = place.variant() == Variant.SINGLE;
    return new Key(id, single ? 0 : item.get("version").get("N").asLong());
  }

  private @Nullable Row read(Key key) {
    Map<String, AttributeValue> item =
        place
            .dynamoDb()
            .getItem(
                get ->
                    get.tableName(place.table())
                        .key(Items.key(key.id(), key.version(), place.variant()))
                        .consistentRead(true))
            .item();
    return item.isEmpty() ? null : Items.row(item);
  }

  private void lookAtObject(int call, WireRequest request) {
    String path = URI.create(request.target()).getPath();
    String key = path.substring(path.indexOf('/', 1) + 1);
    byte[] bytes = bytes(key);
    if (bytes == null) {
      if (objects.remove(key)) {
        history.removed(call, key);
      }
    } else if (objects.add(key)) {
      history.stored(call, key, Bytes.wrap(bytes));
    }
  }

  private byte @Nullable [] bytes(String key) {
    try {
      return place.s3().getObjectAsBytes(get -> get.bucket(place.bucket()).key(key)).asByteArray();
    } catch (NoSuchKeyException e) {
      return null;
    } catch (SdkException e) {
      throw new IllegalStateException("object " + key + " can't be read", e);
    }
  }
}
