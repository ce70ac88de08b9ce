package dev.vhs.simulation;

import dev.vhs.spi.Bytes;
import dev.vhs.spi.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event of a history. What the services did is observed at the services themselves: it is the
 * truth, whatever clients were told.
 */
sealed interface Event {
  /** A user called. */
  record Invoked(Operation operation) implements Event {}

  /** The end of a call. */
  record Returned(int operation, Outcome outcome) implements Event {}

  /** The rows that the index wrote for a call. */
  record Committed(int operation, List<Row> rows) implements Event {}

  /** A row that the index turned into another, or dropped. */
  record Retired(int operation, Row read, @Nullable Row left) implements Event {}

  /**
   * An object that the object store stored; for a foreign writer where the operation is 0, for the
   * Scala client where it is -1.
   */
  record Stored(int operation, String key, Bytes bytes) implements Event {}

  /** An object that the object store removed. */
  record Removed(int operation, String key) implements Event {}

  /** An object that is there again: its deletion was taken back. */
  record BroughtBack(String key, Bytes bytes) implements Event {}

  /**
   * The loss of a table: the index was emptied, or restored to an earlier time, so that it is
   * another one, with those rows.
   *
   * @param identity the new index's own
   */
  record TableLost(List<Row> rows, String identity) implements Event {}

  /** A client that uses another index with these objects, by mistake. */
  record Strayed(String client) implements Event {}

  /** A row as a program left it that knows nothing of the protocol. */
  record Foreign(Row row) implements Event {}

  /** The end of all calls and late requests; nothing was swept that a grace period keeps. */
  record Ended() implements Event {}

  /**
   * The end of faults and of late requests.
   *
   * @param hadFaults whether there were any before
   */
  record Healed(boolean hadFaults) implements Event {}

  /** The end of the last sweep beyond the grace period. */
  record Settled() implements Event {}

  /** A history that did not come to an end. */
  record Broken(String why) implements Event {}

  /** A remark for the reader of the trace. */
  record Remark(int operation, String text) implements Event {}
}
