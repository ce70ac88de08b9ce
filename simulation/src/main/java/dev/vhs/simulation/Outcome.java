package dev.vhs.simulation;

import dev.vhs.spi.Row;
import java.util.List;

/** The outcome of a call of a simulated user. */
sealed interface Outcome {
  /** It wrote that row, and said so. */
  record Wrote(Row row) implements Outcome {
    @Override
    public String toString() {
      return "wrote " + Describe.row(row);
    }
  }

  /** A row that it showed, with its value. */
  record Read(Row row, String text) implements Outcome {
    @Override
    public String toString() {
      return "read " + Describe.row(row) + " " + Describe.text(text);
    }
  }

  /** A row that it showed. */
  record Saw(Row row) implements Outcome {
    @Override
    public String toString() {
      return "saw " + Describe.row(row);
    }
  }

  /** An answer of yes or no. */
  record Answered(boolean yes) implements Outcome {}

  /** The rows that it listed, in that order. */
  record Listed(List<Row> rows) implements Outcome {
    @Override
    public String toString() {
      return "listed " + rows.stream().map(Describe::row).toList();
    }
  }

  /**
   * A report with which it ended.
   *
   * @param wentOn whether it went on with what another call had begun
   */
  record Done(String report, boolean wentOn) implements Outcome {
    Done(String report) {
      this(report, false);
    }

    @Override
    public String toString() {
      return wentOn ? "went on: " + report : report;
    }
  }

  /** A failure that it threw. */
  record Failed(Throwable failure) implements Outcome {
    @Override
    public String toString() {
      return "threw " + failure;
    }
  }
}
