package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.CommitResult.Committed;
import dev.vhs.spi.CommitResult.Conflict;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The common part of the tests of an index's laws. */
abstract class IndexLaws {
  static final RequestContext CALL = RequestContext.unlimited();
  static final String ID = "id";

  final PointerIndexContract contract;

  IndexLaws(PointerIndexContract contract) {
    this.contract = contract;
  }

  /** Opens the index of this test, and at each further call another opening of the same. */
  final PointerIndex open(Variant variant) {
    return contract.opened(variant);
  }

  static Instant inAnHour(PointerIndex index) {
    return index.traits().clock().instant().plus(Duration.ofHours(1));
  }

  static Commit absent(PointerIndex index, Row... rows) {
    return Commit.of(List.of(rows), inAnHour(index));
  }

  static Commit replacing(PointerIndex index, Row read, Row row) {
    return Commit.builder(List.of(row), inAnHour(index)).replaces(read).build();
  }

  static Commit standing(PointerIndex index, Row standing, Row... rows) {
    return Commit.builder(List.of(rows), inAnHour(index)).standing(standing).build();
  }

  /** Writes rows that must be absent, each by itself. */
  static void given(PointerIndex index, Row... rows) {
    for (Row row : rows) {
      committed(index, absent(index, row));
    }
  }

  static void committed(PointerIndex index, Commit commit) {
    CommitResult result = index.commit(commit, CALL);
    assertThat(result).as("%s", commit).isInstanceOf(Committed.class);
  }

  /** Commits, expects a conflict, and returns the row in the way. */
  static @Nullable Row conflict(PointerIndex index, Commit commit) {
    CommitResult result = index.commit(commit, CALL);
    assertThat(result).as("%s", commit).isInstanceOf(Conflict.class);
    return ((Conflict) result).inTheWay();
  }

  static @Nullable Row newest(PointerIndex index, String id) {
    return index.newest(id, Consistency.CONSISTENT, CALL);
  }

  static @Nullable Row read(PointerIndex index, String id, long version) {
    return index.read(id, version, Consistency.CONSISTENT, CALL);
  }

  /** Returns all rows of an id, oldest first. */
  static List<Row> rows(PointerIndex index, String id) {
    return rows(index, PageRequest.oldestFirst(id, 100));
  }

  /** Returns all rows that a request and those that go on from it find. */
  static List<Row> rows(PointerIndex index, PageRequest request) {
    List<Row> all = new ArrayList<>();
    PageRequest next = request;
    while (true) {
      RowPage page = index.page(next, CALL);
      assertThat(page.rows()).hasSizeLessThanOrEqualTo(request.limit());
      all.addAll(page.rows());
      if (page.last()) {
        return all;
      }
      assertThat(page.rows()).as("rows of a page that is not the last").isNotEmpty();
      next = request.beyond(page.rows().get(page.rows().size() - 1).version());
    }
  }

  /** Returns all rows that a scan finds. */
  static List<Row> scanned(PointerIndex index, ScanRequest request) {
    List<Row> all = new ArrayList<>();
    String cursor = request.cursor();
    do {
      ScanPage page = index.scan(request.from(cursor), CALL);
      assertThat(page.rows()).hasSizeLessThanOrEqualTo(request.limit());
      all.addAll(page.rows());
      cursor = page.cursor();
    } while (cursor != null);
    return all;
  }

  static <T> T present(@Nullable T found) {
    assertThat(found).isNotNull();
    if (found == null) {
      throw new AssertionError("not there");
    }
    return found;
  }
}
