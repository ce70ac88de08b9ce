package dev.vhs.simulation;

import dev.vhs.spi.Row;
import java.util.List;

/** How a call of a simulated user ended. */
sealed interface Outcome {
  /** It wrote that row, and said so. */
  record Wrote(Row row) implements Outcome {
    @Override
    public String toString() {
      return "wrote " + Describe.row(row);
    }
  }

  /** It showed that row, with its value. */
  record Read(Row row, String text) implements Outcome {
    @Override
    public String toString() {
      return "read " + Describe.row(row) + " " + Describe.text(text);
    }
  }

  /** It showed that row. */
  record Saw(Row row) implements Outcome {
    @Override
    public String toString() {
      return "saw " + Describe.row(row);
    }
  }

  /** It answered yes or no. */
  record Answered(boolean yes) implements Outcome {}

  /** It listed those rows, in that order. */
  record Listed(List<Row> rows) implements Outcome {
    @Override
    public String toString() {
      return "listed " + rows.stream().map(Describe::row).toList();
    }
  }

  /**
   * It ended, and reported so.
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

  /** It threw that. */
  record Failed(Throwable failure) implements Outcome {
    @Override
    public String toString() {
      return "threw " + failure;
    }
  }
}
