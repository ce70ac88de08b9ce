package dev.vhs;

import dev.vhs.internal.BackendProviders.Opening;
import dev.vhs.internal.StoreEngine;
import dev.vhs.internal.protocol.PayloadPlaces;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.runtime.Environment;
import dev.vhs.internal.runtime.StoreSettings;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The settings with which a store is opened. For use by one thread. */
public final class VhsBuilder {
  private final Supplier<Opening> opening;
  private final StoreSettings settings = new StoreSettings();

  VhsBuilder(Supplier<Opening> opening) {
    this.opening = opening;
  }

  /** Sets the longest time that a call may take; calls that stream have none. Default: 30 s. */
  public VhsBuilder callTimeout(Duration timeout) {
    settings.callTimeout(timeout);
    return this;
  }

  /**
   * Sets how long a call goes on trying after conflicts, at most until the call's timeout. Default:
   * 20 s.
   */
  public VhsBuilder conflictBudget(Duration budget) {
    settings.conflictBudget(budget);
    return this;
  }

  /**
   * Sets the back-off between tries: a random time from zero to a ceiling that doubles from {@code
   * first} to {@code max} ("full jitter", AWS Architecture Blog, "Exponential Backoff And Jitter").
   * A call that has lost to others for a quarter of {@link #conflictBudget} halves its ceiling with
   * each try instead, so that it does not starve. Default: 10 ms and 1 s.
   */
  public VhsBuilder backOff(Duration first, Duration max) {
    settings.backOff(first, max);
    return this;
  }

  /**
   * Sets the size of the largest row of the index that carries its value inline, in bytes; 0 for
   * never inline. Default: 4,096.
   */
  public VhsBuilder inlineItemBytes(int bytes) {
    settings.inlineItemBytes(bytes);
    return this;
  }

  /**
   * Sets whether to encode values with zstd if that makes them smaller; this needs {@code
   * com.github.luben:zstd-jni}. Not for a store that the Scala client shares. Default: false.
   */
  public VhsBuilder compress(boolean on) {
    settings.compress(on);
    return this;
  }

  /** Sets how many requests a batch may have under way at once. Default: 16. */
  public VhsBuilder parallelism(int requests) {
    settings.parallelism(requests);
    return this;
  }

  /**
   * Sets whether a write deletes the object that it replaced before it returns, for hosts where
   * nothing can run in the background. Default: false.
   */
  public VhsBuilder reclaimBeforeReturning(boolean on) {
    settings.reclaimBeforeReturning(on);
    return this;
  }

  /**
   * Sets how long closing waits for the deletion of replaced objects in the background. Default: 10
   * s.
   */
  public VhsBuilder closeTimeout(Duration timeout) {
    settings.closeTimeout(timeout);
    return this;
  }

  /**
   * Sets the grace period and commit window of a store that is created, or of a store shared with
   * the Scala client that is adopted. An existing store keeps its own two periods, and every
   * process goes by them. The grace period must be at least twice the sum of the commit window and
   * the index's clock tolerance. Default: 24 h and 1 h.
   */
  public VhsBuilder grace(Duration grace, Duration commitWindow) {
    settings.grace(grace, commitWindow);
    return this;
  }

  /**
   * Sets the memory that a cache of values and pointers may take, in bytes. This needs {@code
   * com.github.ben-manes.caffeine:caffeine}. Default: 0, no cache.
   *
   * <p>With a cache, {@code getLatest} of an unchanged value costs one read of the index, {@code
   * get} of a version in a multi-version store may cost nothing, and {@code putLatest} and {@code
   * update} start from the version that was the newest when the cache last saw one, without a read;
   * their conditional write tells whether it still is. Only {@code get}, {@code open} and {@code
   * openRange} of one version are answered from memory alone, and so may show a version that
   * another process has pruned or purged since; {@link ReadOptions#confirmed} turns that off.
   * Values over an eighth of the whole are not kept.
   */
  public VhsBuilder cacheBytes(long bytes) {
    settings.cacheBytes(bytes);
    return this;
  }

  /**
   * Sets the format that the store must have. An empty store becomes one of that format. A store of
   * the other format is refused with {@link StoreMismatch} when it is first written or maintained.
   * The URI's option, as in {@code ?compatibility=scala}, takes precedence. Default: the format
   * that the store has.
   */
  public VhsBuilder compatibility(Compatibility format) {
    settings.compatibility(format);
    return this;
  }

  /**
   * Allows the store to read objects outside its own bucket and prefix. A pointer to any other
   * place is refused with {@link ForeignPayload}. Otherwise a program that may write the index
   * could make a reader fetch objects that the program itself may not read. A store that the Scala
   * client shares reads its whole bucket. The URI's option {@code foreignPayloads}, places divided
   * by commas, adds to these. Default: none.
   *
   * @param places buckets, buckets with a prefix such as {@code my-bucket/old}, or {@code *} for
   *     any place
   * @throws InvalidRequest if a place is empty, or has an empty part
   */
  public VhsBuilder foreignPayloads(String... places) {
    List<String> all = List.of(places);
    all.forEach(PayloadPlaces::check);
    settings.foreignPayloads(all);
    return this;
  }

  /**
   * Sets the size of the largest value that is read, in bytes. A read of a larger one is refused
   * with {@link ValueTooLarge} before its object is read. The size is the one that the index
   * states, or else the object store. A range of a value that is not encoded counts by the range's
   * own length. The URI's option {@code maxValueBytes} takes precedence. Default: no limit.
   */
  public VhsBuilder maxValueBytes(long bytes) {
    settings.maxValueBytes(bytes);
    return this;
  }

  /** Sets a listener of every operation. Default: none. */
  public VhsBuilder listener(OperationListener listener) {
    settings.listener(listener);
    return this;
  }

  /**
   * Opens the store. It creates nothing.
   *
   * @throws InvalidRequest if a setting is out of its range, or the library that {@link #compress}
   *     or {@link #cacheBytes} needs is missing
   */
  public Vhs open() {
    settings.checked();
    Opening opened = opening.get();
    opened.compatibility().ifPresent(settings::compatibility);
    settings.foreignPayloads(opened.foreignPayloads());
    opened.maxValueBytes().ifPresent(settings::maxValueBytes);
    return new Vhs(new StoreEngine(opened.backend(), settings, Environment.system(), Rules.SOUND));
  }
}
