package dev.vhs.internal.runtime;

import dev.vhs.Compatibility;
import dev.vhs.InvalidRequest;
import dev.vhs.OperationListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an engine, each with its default; {@link dev.vhs.VhsBuilder} says what each
 * means. A new setting is a field here, with the two methods beside it, and a method there.
 *
 * <p>An engine takes a {@linkplain #checked copy}, so that it does not notice later changes.
 */
public final class StoreSettings implements Cloneable {
  private Duration callTimeout = Duration.ofSeconds(30);

  public Duration callTimeout() {
    return callTimeout;
  }

  public StoreSettings callTimeout(Duration value) {
    callTimeout = value;
    return this;
  }

  private Duration conflictBudget = Duration.ofSeconds(20);

  public Duration conflictBudget() {
    return conflictBudget;
  }

  public StoreSettings conflictBudget(Duration value) {
    conflictBudget = value;
    return this;
  }

  private Duration firstBackOff = Duration.ofMillis(10);
  private Duration maxBackOff = Duration.ofSeconds(1);

  public Duration firstBackOff() {
    return firstBackOff;
  }

  public Duration maxBackOff() {
    return maxBackOff;
  }

  public StoreSettings backOff(Duration first, Duration max) {
    firstBackOff = first;
    maxBackOff = max;
    return this;
  }

  private int inlineItemBytes = 4 * 1024;

  public int inlineItemBytes() {
    return inlineItemBytes;
  }

  public StoreSettings inlineItemBytes(int value) {
    inlineItemBytes = value;
    return this;
  }

  private boolean compress;

  public boolean compress() {
    return compress;
  }

  public StoreSettings compress(boolean value) {
    compress = value;
    return this;
  }

  private int parallelism = 16;

  public int parallelism() {
    return parallelism;
  }

  public StoreSettings parallelism(int value) {
    parallelism = value;
    return this;
  }

  private boolean reclaimBeforeReturning;

  public boolean reclaimBeforeReturning() {
    return reclaimBeforeReturning;
  }

  public StoreSettings reclaimBeforeReturning(boolean value) {
    reclaimBeforeReturning = value;
    return this;
  }

  private Duration closeTimeout = Duration.ofSeconds(10);

  public Duration closeTimeout() {
    return closeTimeout;
  }

  public StoreSettings closeTimeout(Duration value) {
    closeTimeout = value;
    return this;
  }

  private Duration grace = Duration.ofHours(24);
  private Duration commitWindow = Duration.ofHours(1);

  public Duration grace() {
    return grace;
  }

  public Duration commitWindow() {
    return commitWindow;
  }

  public StoreSettings grace(Duration graceValue, Duration windowValue) {
    grace = graceValue;
    commitWindow = windowValue;
    return this;
  }

  private long cacheBytes;

  public long cacheBytes() {
    return cacheBytes;
  }

  public StoreSettings cacheBytes(long value) {
    cacheBytes = value;
    return this;
  }

  private @Nullable Compatibility compatibility;

  /** Returns the format that the store must have; null for the one that it has. */
  public @Nullable Compatibility compatibility() {
    return compatibility;
  }

  public StoreSettings compatibility(Compatibility value) {
    compatibility = value;
    return this;
  }

  private List<String> foreignPayloads = List.of();

  /** Returns the places outside the store whose objects may be read. */
  public List<String> foreignPayloads() {
    return foreignPayloads;
  }

  /** Adds places outside the store whose objects may be read. */
  public StoreSettings foreignPayloads(List<String> values) {
    List<String> all = new ArrayList<>(foreignPayloads);
    all.addAll(values);
    foreignPayloads = List.copyOf(all);
    return this;
  }

  private long maxValueBytes = Long.MAX_VALUE;

  public long maxValueBytes() {
    return maxValueBytes;
  }

  public StoreSettings maxValueBytes(long value) {
    maxValueBytes = value;
    return this;
  }

  private @Nullable OperationListener listener;

  /** Returns the listener of every operation; null for none. */
  public @Nullable OperationListener listener() {
    return listener;
  }

  public StoreSettings listener(OperationListener value) {
    listener = value;
    return this;
  }

  /**
   * Returns a copy of the settings, after checking them.
   *
   * @throws InvalidRequest if one is out of its range
   */
  public StoreSettings checked() {
    requirePositive("callTimeout", callTimeout);
    requirePositive("conflictBudget", conflictBudget);
    requirePositive("backOff's first", firstBackOff);
    requirePositive("grace", grace);
    requirePositive("commitWindow", commitWindow);
    if (maxBackOff.compareTo(firstBackOff) < 0) {
      throw new InvalidRequest(
          "backOff's max, "
              + Durations.text(maxBackOff)
              + ", is below its first, "
              + Durations.text(firstBackOff));
    }
    requireAtLeast(0, "inlineItemBytes", inlineItemBytes);
    requireAtLeast(1, "parallelism", parallelism);
    requireAtLeast(0, "cacheBytes", cacheBytes);
    requireAtLeast(0, "maxValueBytes", maxValueBytes);
    if (closeTimeout.isNegative()) {
      throw new InvalidRequest(
          "closeTimeout must not be negative, and is " + Durations.text(closeTimeout));
    }
    Periods.kept("grace", grace);
    Periods.kept("commitWindow", commitWindow);
    StoreSettings copy = clone();
    copy.callTimeout = Periods.limit(callTimeout);
    copy.conflictBudget = Periods.limit(conflictBudget);
    copy.firstBackOff = Periods.limit(firstBackOff);
    copy.maxBackOff = Periods.limit(maxBackOff);
    copy.closeTimeout = Periods.limit(closeTimeout);
    return copy;
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new InvalidRequest(name + " must be more than zero, not " + Durations.text(value));
    }
  }

  private static void requireAtLeast(long min, String name, long value) {
    if (value < min) {
      throw new InvalidRequest("%s must be %s or more, not %s".formatted(name, min, value));
    }
  }

  /**
   * Checks the grace period against the commit window and an index's clock tolerance.
   *
   * @throws InvalidRequest if it is less than twice both
   */
  public void checkGrace(Duration tolerance) {
    Duration least = commitWindow.plus(tolerance).multipliedBy(2);
    if (grace.compareTo(least) < 0) {
      throw new InvalidRequest(
          "The grace period is %s; expected at least %s, twice the commit window of %s and the clock tolerance of %s"
              .formatted(
                  Durations.text(grace),
                  Durations.text(least),
                  Durations.text(commitWindow),
                  Durations.text(tolerance)));
    }
  }

  @Override
  protected StoreSettings clone() {
    try {
      return (StoreSettings) super.clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }
}
