package dev.vhs.testkit.simulation;

import dev.vhs.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Everything that happened, in order. */
final class History {
  private final Variant variant;
  private final boolean shared;
  private final LongSupplier clock;
  private final boolean tracing;
  private final List<Entry> entries = new ArrayList<>();
  private int operations;

  /**
   * An empty history.
   *
   * @param shared whether it is of a store that the Scala client shares
   * @param clock the simulated time, in nanoseconds
   * @param tracing whether remarks are kept
   */
  History(Variant variant, boolean shared, LongSupplier clock, boolean tracing) {
    this.variant = variant;
    this.shared = shared;
    this.clock = clock;
    this.tracing = tracing;
  }

  Variant variant() {
    return variant;
  }

  /** Whether it is of a store that the Scala client shares. */
  boolean isShared() {
    return shared;
  }

  /** The number of the next operation. */
  int nextOperation() {
    return ++operations;
  }

  void add(Event event) {
    entries.add(new Entry(clock.getAsLong(), event));
  }

  /** Adds a remark, if somebody will read it. */
  void remark(int operation, Supplier<String> text) {
    if (tracing) {
      add(new Event.Remark(operation, text.get()));
    }
  }

  List<Entry> entries() {
    return entries;
  }

  /**
   * An event and its time.
   *
   * @param at in nanoseconds since the history began
   */
  record Entry(long at, Event event) {}
}
