package dev.vhs.internal.maintenance;

import dev.vhs.CorruptValue;
import dev.vhs.Location;
import dev.vhs.Problem;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.read.Unreadable;
import dev.vhs.internal.value.Values;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Content;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import dev.vhs.spi.ScanPage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checks of the rows of one page and of the objects that they point to. They change nothing.
 */
final class RowChecks {
  private final StoreContext store;
  private final Values values;
  private final Job work;
  private final boolean deep;

  private final List<Problem> problems = new ArrayList<>();
  private final Map<Row, Problem> dangling = new LinkedHashMap<>();
  private final VerifyTally tally = new VerifyTally();

  RowChecks(StoreContext store, Values values, Job work, boolean deep) {
    this.store = store;
    this.values = values;
    this.work = work;
    this.deep = deep;
  }

  List<Problem> problems() {
    return problems;
  }

  /** Returns the rows whose object is missing, each with its problem. */
  Map<Row, Problem> dangling() {
    return dangling;
  }

  /** Returns the counts of the page. Its ids do not include the one of the row before the first. */
  VerifyTally tally() {
    return tally;
  }

  /**
   * Checks a page.
   *
   * @param lastId the id of the row before the first; null where there is none
   */
  void check(ScanPage page, @Nullable String lastId) {
    page.unreadable().forEach(row -> report(Unreadable.problem(row)));
    String id = lastId;
    for (Row row : page.rows()) {
      if (row.kind() != RowKind.STORE) {
        tally.ids += row.id().equals(id) ? 0 : 1;
        id = row.id();
        work.keepPace();
        check(row);
      }
    }
  }

  private void check(Row row) {
    switch (row.kind()) {
      case VALUE -> {
        tally.versions++;
        checkValue(row);
      }
      case TOMBSTONE -> {
        tally.versions++;
        if (row.payload() != null) {
          checkObject(row, row.payload());
        }
      }
      case FILLER -> checkFiller(row);
      default -> {
        // Markers point to nothing.
      }
    }
  }

  private void checkFiller(Row row) {
    Long upTo = row.upTo();
    if (upTo != null
        && store.index().read(row.id(), upTo, Consistency.CONSISTENT, work.request()) == null
        && stillThere(row)) {
      report(
          row,
          Problem.Kind.LONE_FILLER,
          "version " + upTo + ", which was written with it, is not there");
    }
  }

  private void checkValue(Row row) {
    if (row.payload() != null) {
      checkObject(row, row.payload());
    } else if (row.value() == null) {
      report(row, Problem.Kind.EMPTY, "neither an object nor an inline value");
    } else {
      Content content = row.content();
      if (content != null && row.value().size() != content.storedSize()) {
        report(
            row,
            Problem.Kind.WRONG_SIZE,
            "%s stored bytes inline, %s expected"
                .formatted(row.value().size(), content.storedSize()));
      } else {
        readWhole(row);
      }
    }
  }

  private void checkObject(Row row, Location location) {
    if (!store.places().mayRead(row, work.call())) {
      report(
          row,
          Problem.Kind.FOREIGN,
          "the object is outside the store; allow its place with foreignPayloads if it is to be trusted");
      return;
    }
    tally.objects++;
    ObjectInfo info = store.objects().stat(location, work.request());
    Content content = row.content();
    if (info == null) {
      reportDangling(row);
    } else if (content != null && info.size() != content.storedSize()) {
      report(
          row,
          Problem.Kind.WRONG_SIZE,
          "%s stored bytes, %s expected".formatted(info.size(), content.storedSize()));
    } else if (deep) {
      readWhole(row);
    }
  }

  private void readWhole(Row row) {
    try (InputStream stream = values.openAnySize(row, work.call())) {
      if (stream == null) {
        reportDangling(row);
        return;
      }
      tally.bytes += stream.transferTo(OutputStream.nullOutputStream());
    } catch (CorruptValue e) {
      report(row, Problem.Kind.CORRUPT, e.getMessage() == null ? "" : e.getMessage());
    } catch (IOException e) {
      throw Values.brokenOff(row, e);
    }
  }

  /** Returns whether the row still stands: it was not replaced, pruned or purged meanwhile. */
  private boolean stillThere(Row row) {
    Row now = store.index().read(row.id(), row.version(), Consistency.CONSISTENT, work.request());
    return now != null && now.standsAs(row) && now.kind() == row.kind();
  }

  private void reportDangling(Row row) {
    if (stillThere(row)) {
      dangling.put(row, report(row, Problem.Kind.DANGLING, "the object is not there"));
    }
  }

  private Problem report(Row row, Problem.Kind kind, String detail) {
    return report(
        new Problem(kind, row.id(), row.version(), Optional.ofNullable(row.payload()), detail));
  }

  private Problem report(Problem problem) {
    tally.problems++;
    problems.add(problem);
    return problem;
  }
}
