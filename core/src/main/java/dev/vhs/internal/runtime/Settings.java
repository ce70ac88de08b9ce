package dev.vhs.internal.runtime;

import dev.vhs.Compatibility;
import dev.vhs.InvalidRequest;
import dev.vhs.OperationListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an engine was asked to work; {@link dev.vhs.VhsBuilder} says what each means.
 *
 * @param callTimeout how long a call may take
 * @param conflictBudget how long it goes on after conflicts
 * @param firstBackOff the first ceiling of back-off
 * @param maxBackOff the highest ceiling
 * @param inlineItemBytes the largest item with an inline value
 * @param compress whether to try zstd
 * @param parallelism requests under way in a batch
 * @param reclaimInline whether reclaims happen before a write returns
 * @param closeTimeout how long closing waits
 * @param grace of a store that is created
 * @param commitWindow of a store that is created
 * @param cacheBytes how much memory the cache may take; 0 for no cache
 * @param compatibility the format that the store must have; null for the one that it has
 * @param listener is told of operations; null for none
 */
public record Settings(
    Duration callTimeout,
    Duration conflictBudget,
    Duration firstBackOff,
    Duration maxBackOff,
    int inlineItemBytes,
    boolean compress,
    int parallelism,
    boolean reclaimInline,
    Duration closeTimeout,
    Duration grace,
    Duration commitWindow,
    long cacheBytes,
    @Nullable Compatibility compatibility,
    @Nullable OperationListener listener) {
  public Settings {
    positive("callTimeout", callTimeout);
    positive("conflictBudget", conflictBudget);
    positive("backOff's first", firstBackOff);
    positive("grace", grace);
    positive("commitWindow", commitWindow);
    if (maxBackOff.compareTo(firstBackOff) < 0) {
      throw new InvalidRequest(
          "backOff's most, " + maxBackOff + ", is below its first, " + firstBackOff);
    }
    if (inlineItemBytes < 0) {
      throw new InvalidRequest("inlineItemBytes must be 0 or more, not " + inlineItemBytes);
    }
    if (parallelism < 1) {
      throw new InvalidRequest("parallelism must be 1 or more, not " + parallelism);
    }
    if (cacheBytes < 0) {
      throw new InvalidRequest("cacheBytes must be 0 or more, not " + cacheBytes);
    }
    if (closeTimeout.isNegative()) {
      throw new InvalidRequest("closeTimeout must not be negative: " + closeTimeout);
    }
  }

  private static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new InvalidRequest(name + " must be more than zero, not " + value);
    }
  }

  /**
   * Checks the grace period against the commit window and an index's clock tolerance.
   *
   * @throws InvalidRequest if it is less than twice both
   */
  public void checkGrace(Duration tolerance) {
    if (grace.compareTo(commitWindow.plus(tolerance).multipliedBy(2)) < 0) {
      throw new InvalidRequest(
          "grace %s must be at least twice the commit window %s and twice the clock tolerance %s"
              .formatted(grace, commitWindow, tolerance));
    }
  }

  /** The settings of a store that was told nothing. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects settings. */
  public static final class Builder {
    private Duration callTimeout = Duration.ofSeconds(30);
    private Duration conflictBudget = Duration.ofSeconds(20);
    private Duration firstBackOff = Duration.ofMillis(10);
    private Duration maxBackOff = Duration.ofSeconds(1);
    private int inlineItemBytes = 4 * 1024;
    private boolean compress;
    private int parallelism = 16;
    private boolean reclaimInline;
    private Duration closeTimeout = Duration.ofSeconds(10);
    private Duration grace = Duration.ofHours(24);
    private Duration commitWindow = Duration.ofHours(1);
    private long cacheBytes;
    private @Nullable Compatibility compatibility;
    private @Nullable OperationListener listener;

    private Builder() {}

    /** How long a call may take. */
    public Builder callTimeout(Duration value) {
      callTimeout = value;
      return this;
    }

    /** How long a call goes on after conflicts. */
    public Builder conflictBudget(Duration value) {
      conflictBudget = value;
      return this;
    }

    /** The first and the highest ceiling of back-off. */
    public Builder backOff(Duration first, Duration most) {
      firstBackOff = first;
      maxBackOff = most;
      return this;
    }

    /** The largest item with an inline value. */
    public Builder inlineItemBytes(int value) {
      inlineItemBytes = value;
      return this;
    }

    /** Whether to try zstd. */
    public Builder compress(boolean value) {
      compress = value;
      return this;
    }

    /** Requests under way in a batch. */
    public Builder parallelism(int value) {
      parallelism = value;
      return this;
    }

    /** Whether reclaims happen before a write returns. */
    public Builder reclaimInline(boolean value) {
      reclaimInline = value;
      return this;
    }

    /** How long closing waits. */
    public Builder closeTimeout(Duration value) {
      closeTimeout = value;
      return this;
    }

    /** The grace period and commit window of a store that is created. */
    public Builder grace(Duration graceValue, Duration windowValue) {
      grace = graceValue;
      commitWindow = windowValue;
      return this;
    }

    /** How much memory the cache may take; 0 for no cache. */
    public Builder cacheBytes(long value) {
      cacheBytes = value;
      return this;
    }

    /** The format that the store must have. */
    public Builder compatibility(Compatibility value) {
      compatibility = value;
      return this;
    }

    /** Is told of operations. */
    public Builder listener(OperationListener value) {
      listener = value;
      return this;
    }

    /** The settings; throws {@link InvalidRequest} where one is out of range. */
    public Settings build() {
      return new Settings(
          callTimeout,
          conflictBudget,
          firstBackOff,
          maxBackOff,
          inlineItemBytes,
          compress,
          parallelism,
          reclaimInline,
          closeTimeout,
          grace,
          commitWindow,
          cacheBytes,
          compatibility,
          listener);
    }
  }
}
