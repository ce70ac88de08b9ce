package dev.vhs.internal.read;

import dev.vhs.CorruptValue;
import dev.vhs.Problem;
import dev.vhs.Scan;
import dev.vhs.spi.UnreadableRow;
import java.util.Optional;
import java.util.function.Consumer;

/** The ways to deal with rows that can't be read. */
public final class Unreadable {
  private static final long NO_VERSION = -1;

  private Unreadable() {}

  /** Returns a handler that ends a scan at the first such row, as reading it alone would. */
  static Consumer<UnreadableRow> ends() {
    return row -> {
      throw row.reason();
    };
  }

  /**
   * Returns a handler that passes over rows that no release can read. A row that a newer release
   * can read ends the scan.
   */
  public static Consumer<UnreadableRow> passedOver(Consumer<Problem> told) {
    return row -> {
      if (row.isNewer()) {
        throw row.reason();
      }
      told.accept(problem(row));
    };
  }

  /** Returns the handler that a scan asks for. */
  static Consumer<UnreadableRow> of(Scan scan) {
    return scan.passedOver().map(Unreadable::passedOver).orElseGet(Unreadable::ends);
  }

  /** Returns the problem of a row that can't be read. */
  public static Problem problem(UnreadableRow row) {
    return new Problem(
        row.isNewer() ? Problem.Kind.UNKNOWN_FORMAT : Problem.Kind.UNREADABLE,
        row.id(),
        row.reason().version().orElse(NO_VERSION),
        Optional.ofNullable(row.payload()),
        String.valueOf(row.reason().getMessage()));
  }

  /** Returns the problem of a row that was found damaged. */
  public static Problem problem(CorruptValue failure) {
    return new Problem(
        Problem.Kind.CORRUPT,
        failure.id().orElse(""),
        failure.version().orElse(NO_VERSION),
        failure.location(),
        String.valueOf(failure.getMessage()));
  }
}
