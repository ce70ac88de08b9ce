package dev.vhs.internal.commit;

import dev.vhs.Variant;
import dev.vhs.internal.cache.ValueCache;
import dev.vhs.internal.protocol.NativeFormat;
import dev.vhs.internal.protocol.NativeKeys;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.protocol.ScalaFormat;
import dev.vhs.internal.protocol.ScalaKeys;
import dev.vhs.internal.runtime.Environment;
import dev.vhs.internal.runtime.Settings;
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
 * @param nativeFormat the format of native stores
 * @param scalaFormat the format of stores that the Scala client shares
 * @param cache what it remembers
 */
public record StoreContext(
    Backend backend,
    Settings settings,
    Environment environment,
    Rules rules,
    NativeFormat nativeFormat,
    ScalaFormat scalaFormat,
    ValueCache cache) {
  /** An engine over a backend. */
  public static StoreContext of(
      Backend backend, Settings settings, Environment environment, Rules rules) {
    String bucket = backend.objects().traits().bucket();
    IndexTraits traits = backend.index().traits();
    long inline = Math.min(settings.inlineItemBytes(), traits.maxItemBytes());
    return new StoreContext(
        backend,
        settings,
        environment,
        rules,
        new NativeFormat(rules, traits.variant(), new NativeKeys(bucket, backend.prefix()), inline),
        new ScalaFormat(
            rules,
            traits.variant(),
            new ScalaKeys(bucket, backend.prefix()),
            backend.name(),
            settings.compress()),
        ValueCache.of(settings, traits.variant(), rules, () -> now(backend)));
  }

  public PointerIndex index() {
    return backend.index();
  }

  public ObjectStore objects() {
    return backend.objects();
  }

  public IndexTraits traits() {
    return backend.index().traits();
  }

  public Variant variant() {
    return traits().variant();
  }

  /** The time by the index's clock, in whole milliseconds as rows store it. */
  public Instant now() {
    return now(backend);
  }

  private static Instant now(Backend backend) {
    return Instant.ofEpochMilli(backend.index().traits().clock().millis());
  }
}
