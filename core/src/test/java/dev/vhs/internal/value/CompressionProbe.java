package dev.vhs.internal.value;

import dev.vhs.Codec;
import dev.vhs.CodecFailure;
import dev.vhs.InvalidRequest;
import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.internal.runtime.Digests;
import dev.vhs.memory.MemoryObjectStore;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** A store without zstd-jni on the class path; {@code MissingLibrariesTest} loads it that way. */
public final class CompressionProbe implements Supplier<List<String>> {
  /** Called by reflection. */
  public CompressionProbe() {}

  /** Returns the plain value as it was read, and the messages of the two failures. */
  @Override
  public List<String> get() {
    InstantSource clock = InstantSource.system();
    MemoryPointerIndex index = new MemoryPointerIndex(Variant.MULTI, clock);
    Backend backend = new Backend(index, new MemoryObjectStore(clock), "", "memory:");
    byte[] stored = {1, 2, 3};
    Content encoded =
        Content.builder(9, Digests.hex(Digests.sha256(stored)), "text/plain")
            .storedSize(3)
            .encoding("zstd")
            .build();
    try (Vhs vhs = Vhs.builder(backend).open()) {
      vhs.store(Codec.text()).putLatest("plain", "value");
      index.plant(
          Row.inline("encoded", 0, Bytes.wrap(stored), encoded, new UUID(1, 2), Instant.EPOCH));
      return List.of(
          vhs.store(Codec.text()).getLatest("plain").value(), reading(vhs), compressing(backend));
    }
  }

  private static String reading(Vhs vhs) {
    try {
      return vhs.store(Codec.text()).getLatest("encoded").value();
    } catch (CodecFailure e) {
      return "CodecFailure: " + e.getMessage();
    }
  }

  private static String compressing(Backend backend) {
    try (Vhs vhs = Vhs.builder(backend).compress(true).open()) {
      return vhs.name();
    } catch (InvalidRequest e) {
      return "InvalidRequest: " + e.getMessage();
    }
  }
}
