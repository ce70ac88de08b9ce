package dev.vhs.internal.runtime;

import dev.vhs.InvalidRequest;

/**
 * The libraries that an application adds for one feature each, so that nobody carries one without
 * using it.
 */
public enum OptionalLibrary {
  CAFFEINE("com.github.ben-manes.caffeine:caffeine", "com.github.benmanes.caffeine"),
  JACKSON("com.fasterxml.jackson.core:jackson-databind", "com.fasterxml.jackson.databind"),
  ZSTD("com.github.luben:zstd-jni", "com.github.luben.zstd_jni");

  private final String coordinates;
  private final String module;

  OptionalLibrary(String coordinates, String module) {
    this.coordinates = coordinates;
    this.module = module;
  }

  /** Returns the failure of a feature that was asked for, and whose library is not there. */
  public InvalidRequest missing(String feature, NoClassDefFoundError cause) {
    return new InvalidRequest(feature + " needs " + advice(), null, cause);
  }

  /** Returns which library is not there, and how to add it. */
  public String advice() {
    return "%s on the class path or module path, and it is not there: add it (a module of your own also 'requires %s')"
        .formatted(coordinates, module);
  }
}
