package dev.vhs.benchmarks;

import dev.vhs.Codec;
import dev.vhs.ReadOptions;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Our store, as a user opens it.
 *
 * @param name what tables call it
 * @param vhs the store, which is closed with the contender
 * @param values its values as bytes
 */
public record VhsContender(String name, Vhs vhs, VersionedStore<byte[]> values)
    implements Contender {
  /** Returns a contender of a store, and closes the store with it. */
  public static VhsContender of(Vhs vhs) {
    return named("vhs", vhs, ReadOptions.DEFAULT);
  }

  /**
   * Returns a contender of a store that is opened or read in another way, and closes the store with
   * it.
   */
  public static VhsContender named(String name, Vhs vhs, ReadOptions reads) {
    return new VhsContender(name, vhs, vhs.store(Codec.bytes()).with(reads));
  }

  @Override
  public void init(String id, byte[] value) {
    values.init(id, value);
  }

  @Override
  public void putLatest(String id, byte[] value) {
    values.putLatest(id, value);
  }

  @Override
  public void update(String id, UnaryOperator<byte[]> change) {
    values.update(id, change);
  }

  @Override
  public byte[] getLatest(String id) {
    return values.getLatest(id).value();
  }

  @Override
  public byte[] get(String id, long version) {
    return values.get(id, version).value();
  }

  @Override
  public int history(String id) {
    try (Stream<?> versions = values.history(id).limit(HISTORY)) {
      return Math.toIntExact(versions.count());
    }
  }

  @Override
  public void restore(String id, long version) {
    values.restore(id, version);
  }

  @Override
  public void close() {
    vhs.close();
  }
}
