package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Body;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Upload;
import java.io.IOException;

/** The common part of the tests of a cache: a store with one, beside one of another process. */
abstract class CachedEngineLaws extends EngineLaws {
  static final long CACHE_BYTES = 1 << 20;
  static final int SMALL = 1_000;

  CachedEngineLaws(EngineContract contract) {
    super(contract);
  }

  /** Returns a store with a cache, whose larger values are objects. */
  final Vhs cached(Variant variant) {
    return cached(freshBackend(variant));
  }

  final Vhs cached(Backend backend) {
    return open(
        builder(backend)
            .cacheBytes(CACHE_BYTES)
            .inlineItemBytes(SMALL)
            .reclaimBeforeReturning(true));
  }

  /** Returns a store of another process; the same sizes are objects there. */
  final VersionedStore<String> rival(Variant variant) {
    return open(builder(freshBackend(variant)).inlineItemBytes(SMALL).reclaimBeforeReturning(true))
        .store(Codec.text());
  }

  /** Returns a text that rides inline, or one that does not. */
  static String text(boolean inline, String text) {
    return inline ? text : text + " ".repeat(SMALL);
  }

  /** Stores an object as another program does, over what is there. */
  final void store(Variant variant, String key, byte[] bytes) throws IOException {
    Upload upload = Upload.builder(key, Body.of(Bytes.copyOf(bytes))).contentType("x/y").build();
    assertThat(backend(variant).objects().put(upload, CALL)).isTrue();
  }
}
