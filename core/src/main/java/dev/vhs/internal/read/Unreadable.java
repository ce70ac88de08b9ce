package dev.vhs.internal.read;

import dev.vhs.CorruptValue;
import dev.vhs.Problem;
import dev.vhs.Scan;
import dev.vhs.spi.UnreadableRow;
import java.util.Optional;
import java.util.function.Consumer;

/** What is done with rows that can't be read. */
public final class Unreadable {
  private static final long NO_VERSION = -1;

  private Unreadable() {}

  /** Ends a scan at the first, as reading it alone does. */
  static Consumer<UnreadableRow> ends() {
    return row -> {
      throw row.reason();
    };
  }

  /** Passes over those that nobody can read; one that a newer release can ends a scan. */
  public static Consumer<UnreadableRow> passedOver(Consumer<Problem> told) {
    return row -> {
      if (row.isNewer()) {
        throw row.reason();
      }
      told.accept(problem(row));
    };
  }

  /** As a scan says. */
  static Consumer<UnreadableRow> of(Scan scan) {
    return scan.passedOver().map(Unreadable::passedOver).orElseGet(Unreadable::ends);
  }

  /** What is wrong with it. */
  public static Problem problem(UnreadableRow row) {
    return new Problem(
        row.isNewer() ? Problem.Kind.UNKNOWN_FORMAT : Problem.Kind.UNREADABLE,
        row.id(),
        row.reason().version().orElse(NO_VERSION),
        Optional.ofNullable(row.payload()),
        String.valueOf(row.reason().getMessage()));
  }

  /** What is wrong with a row that reads as damaged. */
  public static Problem problem(CorruptValue failure) {
    return new Problem(
        Problem.Kind.CORRUPT,
        failure.id().orElse(""),
        failure.version().orElse(NO_VERSION),
        failure.location(),
        String.valueOf(failure.getMessage()));
  }
}
