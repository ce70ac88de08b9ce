package dev.vhs.cli.upkeep;

import dev.vhs.Estimate;
import dev.vhs.JobKind;
import dev.vhs.Vhs;
import dev.vhs.cli.shell.Amounts;
import dev.vhs.cli.shell.Printable;
import dev.vhs.cli.shell.Shell;
import java.util.Locale;

/** The line that tells people the cost of long work before it begins. */
final class EstimateLine {
  private EstimateLine() {}

  /** Prints the line if standard error is a terminal. */
  static void print(Vhs vhs, Shell shell, JobKind work) {
    if (shell.err().isTerminal()) {
      String cost =
          vhs.maintenance()
              .estimate(work)
              .map(EstimateLine::words)
              .orElse("it is on this machine and costs nothing");
      String line = vhs.name() + ": " + what(work) + "; " + cost;
      shell.err().line(shell.err().style().dim(Printable.message(line)));
    }
  }

  private static String what(JobKind work) {
    return switch (work) {
      case GC -> "lists all objects, reads the rows of their ids, and scans the index";
      case VERIFY, ADOPT -> "reads the whole index and looks for every object";
      case VERIFY_DEEP -> "reads the whole index and every object";
      case SCAN -> "reads the whole index";
    };
  }

  private static String words(Estimate estimate) {
    StringBuilder words = new StringBuilder("at most ");
    words.append(Amounts.count(estimate.indexRequests(), "request")).append(" to the index");
    if (estimate.lists() > 0) {
      words.append(", ").append(Amounts.count(estimate.lists(), "listing"));
    }
    if (estimate.reads() > 0) {
      words.append(", ").append(Amounts.count(estimate.reads(), "request")).append(" for objects");
    }
    estimate.dollars().ifPresent(dollars -> words.append(", ").append(amount(dollars)));
    return words
        .append(" (")
        .append(Amounts.count(estimate.rows(), "row"))
        .append(", ")
        .append(Amounts.size(estimate.indexBytes()))
        .append(", ")
        .append(estimate.asOf())
        .append(')')
        .toString();
  }

  /** Returns an amount in dollars and cents. Less than a cent is not worth more words. */
  static String amount(double dollars) {
    return dollars < 0.01 ? "less than $0.01" : String.format(Locale.ROOT, "about $%,.2f", dollars);
  }
}
