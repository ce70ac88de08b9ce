/** The Versioned Hybrid Store: its API, its engine, and an in-memory backend. */
@SuppressWarnings("module") // the simulation, which may look inside, is built after this
module dev.vhs.core {
  requires static transitive org.jspecify;
  requires static com.fasterxml.jackson.databind;
  requires static com.github.benmanes.caffeine;
  requires static com.github.luben.zstd_jni;

  exports dev.vhs;
  exports dev.vhs.memory;
  exports dev.vhs.spi;
  exports dev.vhs.internal to
      dev.vhs.simulation;
  exports dev.vhs.internal.cache to
      dev.vhs.simulation;
  exports dev.vhs.internal.commit to
      dev.vhs.simulation;
  exports dev.vhs.internal.identity to
      dev.vhs.simulation;
  exports dev.vhs.internal.maintenance to
      dev.vhs.simulation;
  exports dev.vhs.internal.protocol to
      dev.vhs.simulation;
  exports dev.vhs.internal.read to
      dev.vhs.simulation;
  exports dev.vhs.internal.runtime to
      dev.vhs.simulation;
  exports dev.vhs.internal.sweep to
      dev.vhs.simulation;
  exports dev.vhs.internal.value to
      dev.vhs.simulation;
  exports dev.vhs.internal.write to
      dev.vhs.simulation;

  uses dev.vhs.spi.BackendProvider;

  provides dev.vhs.spi.BackendProvider with
      dev.vhs.memory.MemoryBackendProvider;
}
