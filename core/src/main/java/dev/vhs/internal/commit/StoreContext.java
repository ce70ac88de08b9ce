package dev.vhs.internal.commit;

import dev.vhs.Variant;
import dev.vhs.internal.cache.ValueCache;
import dev.vhs.internal.protocol.NativeFormat;
import dev.vhs.internal.protocol.NativeKeys;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.protocol.ScalaFormat;
import dev.vhs.internal.protocol.ScalaKeys;
import dev.vhs.internal.runtime.Environment;
import dev.vhs.internal.runtime.StoreSettings;
import dev.vhs.spi.Backend;
import dev.vhs.spi.IndexTraits;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.PointerIndex;
import java.time.Instant;

/**
 * The things that all parts of one engine share.
 *
 * @param backend the index and the object store
 * @param settings the settings that it was opened with
 * @param environment the machine
 * @param rules the decisions on which safety rests
 * @param nativeFormat the format of native stores
 * @param scalaFormat the format of stores that the Scala client shares
 * @param cache the rows and values that it remembers
 */
public record StoreContext(
    Backend backend,
    StoreSettings settings,
    Environment environment,
    Rules rules,
    NativeFormat nativeFormat,
    ScalaFormat scalaFormat,
    ValueCache cache) {
  /** Returns the context of an engine over a backend. */
  public static StoreContext of(
      Backend backend, StoreSettings settings, Environment environment, Rules rules) {
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

  /** Returns the time by the index's clock, in whole milliseconds as rows store it. */
  public Instant now() {
    return now(backend);
  }

  private static Instant now(Backend backend) {
    return Instant.ofEpochMilli(backend.index().traits().clock().millis());
  }
}
