package dev.vhs.simulation;

import dev.vhs.spi.Bytes;
import dev.vhs.spi.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened. What the services did is observed at the services themselves: it is the
 * truth, whatever clients were told.
 */
sealed interface Event {
  /** A user called. */
  record Invoked(Operation operation) implements Event {}

  /** A call ended. */
  record Returned(int operation, Outcome outcome) implements Event {}

  /** The index wrote those rows for a call. */
  record Committed(int operation, List<Row> rows) implements Event {}

  /** The index turned a row into another, or dropped it. */
  record Retired(int operation, Row read, @Nullable Row left) implements Event {}

  /**
   * The object store stored an object; for a foreign writer where the operation is 0, for the Scala
   * client where it is -1.
   */
  record Stored(int operation, String key, Bytes bytes) implements Event {}

  /** The object store removed an object that was there. */
  record Removed(int operation, String key) implements Event {}

  /** An object that was removed is there again: its deletion was taken back. */
  record BroughtBack(String key, Bytes bytes) implements Event {}

  /**
   * The index was emptied, or restored to what it was at an earlier time, so that it is another
   * one, with those rows.
   *
   * @param identity the new index's own
   */
  record TableLost(List<Row> rows, String identity) implements Event {}

  /** A client uses another index with these objects, by mistake. */
  record Strayed(String client) implements Event {}

  /** A program that knows nothing of the protocol left the row so. */
  record Foreign(Row row) implements Event {}

  /**
   * All calls have ended, and no late requests are left; nothing was swept that a grace period
   * keeps.
   */
  record Ended() implements Event {}

  /**
   * No faults from here on, and no late requests are left.
   *
   * @param hadFaults whether there were any before
   */
  record Healed(boolean hadFaults) implements Event {}

  /** The last sweep beyond the grace period has ended. */
  record Settled() implements Event {}

  /** It did not come to an end. */
  record Broken(String why) implements Event {}

  /** A word for whoever reads the trace. */
  record Remark(int operation, String text) implements Event {}
}
