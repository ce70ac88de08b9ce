package dev.vhs;

import dev.vhs.internal.BackendProviders.Opening;
import dev.vhs.internal.StoreEngine;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.runtime.Environment;
import dev.vhs.internal.runtime.StoreSettings;
import java.time.Duration;
import java.util.function.Supplier;

/** How a store is opened. For use by one thread. */
public final class VhsBuilder {
  private final Supplier<Opening> opening;
  private final StoreSettings settings = new StoreSettings();

  VhsBuilder(Supplier<Opening> opening) {
    this.opening = opening;
  }

  /** The longest that a call may take, streaming ones apart; 30 s if not set. */
  public VhsBuilder callTimeout(Duration timeout) {
    settings.callTimeout(timeout);
    return this;
  }

  /**
   * How long a call goes on trying after conflicts; 20 s if not set, and never beyond the call's
   * timeout.
   */
  public VhsBuilder conflictBudget(Duration budget) {
    settings.conflictBudget(budget);
    return this;
  }

  /**
   * The back-off between tries: a random time from zero to a ceiling that doubles from {@code
   * first} to {@code most} ("full jitter", AWS Architecture Blog, "Exponential Backoff And
   * Jitter"); 10 ms and 1 s if not set. A call that has lost to others for a quarter of {@link
   * #conflictBudget} halves its ceiling with each try instead, so that it does not starve.
   */
  public VhsBuilder backOff(Duration first, Duration most) {
    settings.backOff(first, most);
    return this;
  }

  /**
   * The largest item, in bytes, that carries its value inline; 4,096 if not set, 0 for never
   * inline.
   */
  public VhsBuilder inlineItemBytes(int bytes) {
    settings.inlineItemBytes(bytes);
    return this;
  }

  /**
   * Whether to encode values with zstd where that makes them smaller; needs {@code
   * com.github.luben:zstd-jni}. A store that the Scala client shares can't be written so.
   */
  public VhsBuilder compress(boolean on) {
    settings.compress(on);
    return this;
  }

  /** How many requests a batch may have under way at once; 16 if not set. */
  public VhsBuilder parallelism(int requests) {
    settings.parallelism(requests);
    return this;
  }

  /**
   * Whether replaced objects are deleted before a write returns, where nothing can run in the
   * background.
   */
  public VhsBuilder reclaimInline(boolean on) {
    settings.reclaimInline(on);
    return this;
  }

  /** How long closing waits for background reclaims; 10 s if not set. */
  public VhsBuilder closeTimeout(Duration timeout) {
    settings.closeTimeout(timeout);
    return this;
  }

  /**
   * The grace period and commit window of a store that this creates, or adopts where the Scala
   * client shares it; 24 h and 1 h if not set. An existing store keeps its own, which bind every
   * process. The grace period must be at least twice the commit window and twice the index's clock
   * tolerance.
   */
  public VhsBuilder grace(Duration grace, Duration commitWindow) {
    settings.grace(grace, commitWindow);
    return this;
  }

  /**
   * How much memory a cache of values and pointers may take, in bytes; 0 if not set: no cache. It
   * needs {@code com.github.ben-manes.caffeine:caffeine}.
   *
   * <p>With it, {@code getLatest} of an unchanged value costs one read of the index, {@code get} of
   * a version in a multi-version store may cost nothing, and {@code putLatest} and {@code update}
   * start from what was newest when it was seen last, without a read; their condition says whether
   * it still is. Only {@code get}, {@code open} and {@code openRange} of one version are answered
   * from memory alone, and so may show a version that another process has pruned or purged since;
   * {@link ReadOptions#confirmed} turns that off. Values over an eighth of the whole are not kept.
   */
  public VhsBuilder cacheBytes(long bytes) {
    settings.cacheBytes(bytes);
    return this;
  }

  /**
   * The format that the store must have; the one that it has if not set. An empty store becomes one
   * of that format. The store's URI can say it too, as {@code ?compatibility=scala}, and wins. A
   * store of the other format is refused with {@link StoreMismatch} when it is first written or
   * maintained.
   */
  public VhsBuilder compatibility(Compatibility format) {
    settings.compatibility(format);
    return this;
  }

  /** Is told of every operation. */
  public VhsBuilder listener(OperationListener listener) {
    settings.listener(listener);
    return this;
  }

  /**
   * Opens the store. It creates nothing.
   *
   * @throws InvalidRequest if a setting is out of its range, or the library that {@link #compress}
   *     or {@link #cacheBytes} needs is not there
   */
  public Vhs open() {
    settings.checked();
    Opening opened = opening.get();
    opened.compatibility().ifPresent(settings::compatibility);
    return new Vhs(new StoreEngine(opened.backend(), settings, Environment.system(), Rules.SOUND));
  }
}
