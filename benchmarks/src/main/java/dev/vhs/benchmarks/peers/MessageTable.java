package dev.vhs.benchmarks.peers;

import dev.vhs.benchmarks.Contender;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table of DynamoDB with an item for each version, which holds the value or a pointer to it. It
 * hashes nothing: the SDK's checksum guards the wire, and its users have no more.
 */
final class MessageTable implements Contender {
  private static final String VALUE = "value";

  private final String name;
  private final VersionTable table;
  private final Payloads payloads;
  private final long largestBytes;
  private final ExecutorService beside = Executors.newCachedThreadPool();

  /**
   * Makes a table.
   *
   * @param name what result tables call it
   * @param largestBytes the largest value that fits
   */
  MessageTable(String name, VersionTable table, Payloads payloads, long largestBytes) {
    this.name = name;
    this.table = table;
    this.payloads = payloads;
    this.largestBytes = largestBytes;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long largestBytes() {
    return largestBytes;
  }

  @Override
  public void init(String id, byte[] value) {
    put(id, 0, payloads.stored(value));
  }

  @Override
  public void putLatest(String id, byte[] value) throws Exception {
    CompletableFuture<Long> reading =
        CompletableFuture.supplyAsync(() -> table.newestVersion(id), beside);
    AttributeValue stored = payloads.stored(value);
    put(id, reading.get() + 1, stored);
  }

  @Override
  public void update(String id, UnaryOperator<byte[]> change) throws Exception {
    Map<String, AttributeValue> newest = table.existing(id);
    byte[] value = change.apply(value(newest));
    put(id, Attributes.version(newest) + 1, payloads.stored(value));
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
    CompletableFuture<Long> reading =
        CompletableFuture.supplyAsync(() -> table.newestVersion(id), beside);
    Map<String, AttributeValue> old = table.version(id, version);
    put(id, reading.get() + 1, Attributes.of(old, VALUE));
  }

  private void put(String id, long version, AttributeValue stored) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("id", Attributes.text(id));
    item.put("version", Attributes.number(version));
    item.put(VALUE, stored);
    item.put("createdAt", Attributes.number(System.currentTimeMillis()));
    table.putIfAbsent(item);
  }

  private byte[] value(Map<String, AttributeValue> item) throws Exception {
    return payloads.value(Attributes.of(item, VALUE));
  }

  @Override
  public void close() {
    beside.shutdown();
  }
}
