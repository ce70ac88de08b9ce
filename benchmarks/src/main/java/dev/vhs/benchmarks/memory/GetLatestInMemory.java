package dev.vhs.benchmarks.memory;

import dev.vhs.Codec;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.benchmarks.Sizes;
import dev.vhs.memory.MemoryBackend;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The reads of inline values from the in-memory backend: through the store, and by the backend
 * alone.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the state up
public class GetLatestInMemory {
  /**
   * The number of ids: as many as fit a processor's cache, so that the memory's speed is not
   * measured.
   */
  private static final int IDS = 256;

  private Backend backend;
  private VersionedStore<byte[]> store;
  private String[] ids;
  private int turn;

  /** Makes one for JMH. */
  public GetLatestInMemory() {}

  /** Fills a store. */
  @Setup
  public void fill() {
    backend = MemoryBackend.create(Variant.MULTI);
    store = Vhs.builder(backend).open().store(Codec.bytes());
    ids = new String[IDS];
    for (int i = 0; i < IDS; i++) {
      ids[i] = "id-" + i;
      store.init(ids[i], Sizes.value(Sizes.SMALL));
    }
  }

  private String next() {
    turn = (turn + 1) % IDS;
    return ids[turn];
  }

  /** Reads through the store. */
  @Benchmark
  public byte[] getLatest() {
    return store.getLatest(next()).value();
  }

  /**
   * Does what no engine could do without: the index's read, a copy of the bytes, and their digest.
   */
  @Benchmark
  public byte[] bare(Blackhole seen) throws NoSuchAlgorithmException {
    Row row = backend.index().newest(next(), Consistency.CONSISTENT, RequestContext.unlimited());
    Bytes value = Objects.requireNonNull(Objects.requireNonNull(row).value());
    byte[] bytes = value.toArray();
    seen.consume(MessageDigest.getInstance("SHA-256").digest(bytes));
    return bytes;
  }
}
