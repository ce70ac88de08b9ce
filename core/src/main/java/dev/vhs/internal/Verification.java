package dev.vhs.internal;

import dev.vhs.CorruptValue;
import dev.vhs.Location;
import dev.vhs.Problem;
import dev.vhs.VerifyReport;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Content;
import dev.vhs.spi.ObjectFacts;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Goes through every row of an index and looks for what it points to. Changes nothing. */
final class Verification {
  private final Engine engine;
  private final Values values;
  private final boolean deep;
  private final Consumer<Problem> found;
  private final OperationCall call;

  private long ids;
  private long versions;
  private long objects;
  private long bytes;
  private long problems;

  Verification(
      Engine engine, Values values, boolean deep, Consumer<Problem> found, OperationCall call) {
    this.engine = engine;
    this.values = values;
    this.deep = deep;
    this.found = found;
    this.call = call;
  }

  VerifyReport run() {
    @Nullable String id = null;
    for (Iterator<Row> rows = IndexScan.rows(engine, call); rows.hasNext(); ) {
      Row row = rows.next();
      if (row.kind() == RowKind.STORE) {
        continue;
      }
      if (!row.id().equals(id)) {
        ids++;
        id = row.id();
      }
      verify(row);
    }
    return new VerifyReport(ids, versions, objects, bytes, problems);
  }

  private void verify(Row row) {
    switch (row.kind()) {
      case VALUE -> {
        versions++;
        verifyValue(row);
      }
      case TOMBSTONE -> {
        versions++;
        if (row.payload() != null) {
          verifyObject(row, row.payload());
        }
      }
      case FILLER -> {
        Long upTo = row.upTo();
        if (upTo != null
            && engine.index().read(row.id(), upTo, Consistency.CONSISTENT, call) == null
            && stillThere(row)) {
          report(
              row,
              Problem.Kind.LONE_FILLER,
              "version " + upTo + ", which was written with it, is not there");
        }
      }
      default -> {
        // Markers and the store row point to nothing.
      }
    }
  }

  private void verifyValue(Row row) {
    if (row.payload() != null) {
      verifyObject(row, row.payload());
    } else if (row.value() == null) {
      report(row, Problem.Kind.EMPTY, "neither an object nor an inline value");
    } else {
      Content content = row.content();
      if (content != null && row.value().size() != content.storedSize()) {
        report(
            row,
            Problem.Kind.WRONG_SIZE,
            "%d stored bytes inline, %d expected"
                .formatted(row.value().size(), content.storedSize()));
      } else {
        readWhole(row);
      }
    }
  }

  private void verifyObject(Row row, Location location) {
    objects++;
    ObjectFacts facts = engine.objects().stat(location, call);
    Content content = row.content();
    if (facts == null) {
      if (stillThere(row)) {
        report(row, Problem.Kind.DANGLING, "the object is not there");
      }
    } else if (content != null && facts.size() != content.storedSize()) {
      report(
          row,
          Problem.Kind.WRONG_SIZE,
          "%d stored bytes, %d expected".formatted(facts.size(), content.storedSize()));
    } else if (deep) {
      readWhole(row);
    }
  }

  private void readWhole(Row row) {
    try (InputStream stream = values.open(row, call)) {
      if (stream == null) {
        if (stillThere(row)) {
          report(row, Problem.Kind.DANGLING, "the object is not there");
        }
        return;
      }
      bytes += stream.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (CorruptValue e) {
      report(row, Problem.Kind.CORRUPT, e.getMessage() == null ? "" : e.getMessage());
    } catch (IOException e) {
      throw Values.brokenOff(row, e);
    }
  }

  /** Whether the row was not replaced, pruned or purged while it was looked at. */
  private boolean stillThere(Row row) {
    Row now = engine.index().read(row.id(), row.version(), Consistency.CONSISTENT, call);
    return now != null && now.standsAs(row) && now.kind() == row.kind();
  }

  private void report(Row row, Problem.Kind kind, String detail) {
    problems++;
    found.accept(
        new Problem(kind, row.id(), row.version(), Optional.ofNullable(row.payload()), detail));
  }
}
