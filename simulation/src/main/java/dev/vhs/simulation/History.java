package dev.vhs.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The record of everything that happened, in order. Safe for use by many threads. */
final class History {
  private final Setting setting;
  private final LongSupplier clock;
  private final boolean tracing;
  private final List<Entry> entries = new ArrayList<>();
  private int operations;

  /**
   * Creates an empty history.
   *
   * @param clock the time since {@link Client#EPOCH}, in nanoseconds
   * @param tracing whether remarks are kept
   */
  History(Setting setting, LongSupplier clock, boolean tracing) {
    this.setting = setting;
    this.clock = clock;
    this.tracing = tracing;
  }

  /** Returns what it is a history of. */
  Setting setting() {
    return setting;
  }

  /** Returns the number of the next operation. */
  synchronized int nextOperation() {
    return ++operations;
  }

  synchronized void add(Event event) {
    entries.add(new Entry(clock.getAsLong(), event));
  }

  /** Adds a remark, if somebody will read it. */
  void remark(int operation, Supplier<String> text) {
    if (tracing) {
      add(new Event.Remark(operation, text.get()));
    }
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /**
   * An event and its time.
   *
   * @param at in nanoseconds since the history began
   */
  record Entry(long at, Event event) {}
}
