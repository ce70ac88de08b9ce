/** What the README and the guides show, as a user writes it who has modules. */
module dev.vhs.examples {
  requires com.fasterxml.jackson.databind;
  requires com.github.benmanes.caffeine;
  requires com.github.luben.zstd_jni;
  requires dev.vhs.core;
  requires micrometer.core;
  requires static org.jspecify;

  opens dev.vhs.examples to
      com.fasterxml.jackson.databind;

  exports dev.vhs.examples;
  exports dev.vhs.examples.backend;

  provides dev.vhs.spi.BackendProvider with
      dev.vhs.examples.backend.FolderBackendProvider;
}
