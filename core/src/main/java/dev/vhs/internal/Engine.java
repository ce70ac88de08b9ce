package dev.vhs.internal;

import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.spi.Backend;
import dev.vhs.spi.IndexTraits;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.PointerIndex;
import java.time.Instant;

/**
 * What all parts of one engine share.
 *
 * @param backend index and object store
 * @param settings how it was asked to work
 * @param environment the machine
 * @param rules the decisions
 * @param keys the shape of object keys
 * @param cache what it remembers
 */
record Engine(
    Backend backend,
    Settings settings,
    Environment environment,
    Rules rules,
    ObjectKeys keys,
    ValueCache cache) {
  Engine(Backend backend, Settings settings, Environment environment, Rules rules) {
    this(
        backend,
        settings,
        environment,
        rules,
        new ObjectKeys(backend.objects().traits().bucket(), backend.prefix()),
        ValueCache.of(
            settings,
            backend.index().traits().variant(),
            rules,
            () -> now(backend),
            environment.tasks()));
  }

  PointerIndex index() {
    return backend.index();
  }

  ObjectStore objects() {
    return backend.objects();
  }

  IndexTraits traits() {
    return backend.index().traits();
  }

  Variant variant() {
    return traits().variant();
  }

  /** The time by the index's clock, in whole milliseconds as rows store it. */
  Instant now() {
    return now(backend);
  }

  private static Instant now(Backend backend) {
    return Instant.ofEpochMilli(backend.index().traits().clock().millis());
  }

  Location location(String key) {
    return keys.location(key);
  }
}
