package dev.vhs.cli.transfer;

import dev.vhs.StreamStore;
import java.io.InputStream;
import java.util.stream.Stream;

/**
 * The versions of an id in a store, which compares every value with its checksum itself.
 *
 * @param store the store
 * @param id the id
 */
record StoreChain(StreamStore store, String id) implements Chain {
  @Override
  public Stream<CopiedVersion> history() {
    return store.history(id).map(CopiedVersion::of);
  }

  @Override
  public CopiedVersion version(long version) {
    return CopiedVersion.of(store.info(id, version));
  }

  @Override
  public void requireSound(long version) {}

  @Override
  public InputStream open(long version) {
    return store.open(id, version);
  }
}
