package dev.vhs.benchmarks.peers;

import dev.vhs.Variant;
import dev.vhs.benchmarks.Contender;
import dev.vhs.benchmarks.Operation;
import dev.vhs.benchmarks.wire.SdkClients;
import dev.vhs.interop.Insistent;
import dev.vhs.interop.ScalaPlace;
import dev.vhs.interop.ScalaVhs;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The Scala client that vhs descends from, which has neither history nor restore. */
final class ScalaPeer implements Contender {
  private static final String PREFIX = "values";

  private final String name;
  private final ScalaVhs<byte[]> store;

  /**
   * Makes a client.
   *
   * @param place the name of the table, and of the bucket
   */
  ScalaPeer(String name, SdkClients clients, String place) {
    this.name = name;
    this.store =
        ScalaVhs.bytes(
            Variant.MULTI, new ScalaPlace(clients.dynamoDb(), clients.s3(), place, place, PREFIX));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Operation> operations() {
    return EnumSet.complementOf(EnumSet.of(Operation.HISTORY, Operation.RESTORE));
  }

  @Override
  public void init(String id, byte[] value) {
    store.init(id, value);
  }

  @Override
  public void putLatest(String id, byte[] value) {
    store.putLatest(id, value);
  }

  /** Updates, and tries again after a lost race, which the client leaves to its users. */
  @Override
  public void update(String id, UnaryOperator<byte[]> change) {
    Insistent.update(store, id, change);
  }

  @Override
  public byte[] getLatest(String id) {
    return store.getLatest(id);
  }

  @Override
  public byte[] get(String id, long version) {
    return store.get(id, Math.toIntExact(version));
  }

  @Override
  public void close() {}
}
