package dev.vhs.benchmarks;

import dev.vhs.Codec;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;

/**
 * Ours, as a user opens it.
 *
 * @param vhs the store, which is closed with the contender
 * @param values its values as bytes
 */
public record VhsContender(Vhs vhs, VersionedStore<byte[]> values) implements Contender {
  /** A store, which the contender closes. */
  public static VhsContender of(Vhs vhs) {
    return new VhsContender(vhs, vhs.store(Codec.bytes()));
  }

  @Override
  public String name() {
    return "vhs";
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
  public byte[] getLatest(String id) {
    return values.getLatest(id).value();
  }

  @Override
  public void close() {
    vhs.close();
  }
}
