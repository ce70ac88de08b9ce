package dev.vhs.simulation;

import dev.vhs.spi.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call and what came of it so far. */
final class CallModel {
  private final Operation operation;
  private final int invokedAt;
  private final boolean stray;
  private final List<Row> written = new ArrayList<>();
  private @Nullable Outcome outcome;
  private long retiredUpTo = -1;

  /**
   * Creates a call that has begun.
   *
   * @param stray whether its client uses another index with these objects
   */
  CallModel(Operation operation, int invokedAt, boolean stray) {
    this.operation = operation;
    this.invokedAt = invokedAt;
    this.stray = stray;
  }

  Operation operation() {
    return operation;
  }

  Action action() {
    return operation.action();
  }

  String id() {
    return operation.id();
  }

  int invokedAt() {
    return invokedAt;
  }

  /** Returns whether its client uses another index with these objects. */
  boolean isStray() {
    return stray;
  }

  /** Returns the versions that it wrote. */
  List<Row> written() {
    return written;
  }

  /** Notes that it retired the row of a version. */
  void retired(Row row) {
    if (row.id().equals(id())) {
      retiredUpTo = Math.max(retiredUpTo, row.version());
    }
  }

  /** Returns the highest version of its id that it retired; -1 for none. */
  long retiredUpTo() {
    return retiredUpTo;
  }

  /** Returns how it ended; null while it runs, or where its client crashed. */
  @Nullable Outcome outcome() {
    return outcome;
  }

  void returned(Outcome how) {
    outcome = how;
  }

  @Override
  public String toString() {
    return operation.toString();
  }
}
