package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vhs.CorruptValue;
import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import dev.vhs.spi.UnreadableRow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The laws of rows that another program writes; see {@link ForeignWriter}. */
abstract class IndexForeignLaws extends IndexLaws {
  private static final Location ELSEWHERE = new Location("bucket", "by/hand");

  IndexForeignLaws(PointerIndexContract contract) {
    super(contract);
  }

  private ForeignWriter writer(Variant variant) {
    return contract
        .foreignWriter(variant)
        .orElseGet(() -> Assumptions.abort("no other program writes rows of this backend"));
  }

  /** A row with only id, version and payload is a value of which nothing else is known. */
  @EachVariant
  void aBareItemIsAValue(Variant variant) {
    PointerIndex index = open(variant);
    given(index, SampleRows.pointer("other", 0));
    writer(variant).put(ID, 4, ELSEWHERE);
    Row expected = Row.foreign(ID, 4, ELSEWHERE);
    assertThat(newest(index, ID)).isEqualTo(expected);
    assertThat(read(index, ID, 4)).isEqualTo(expected);
    assertThat(rows(index, ID)).containsExactly(expected);
    assertThat(scanned(index, ScanRequest.all(10))).contains(expected);
  }

  /**
   * "Where a row's payload has come to name another object than the one that the store wrote (a
   * program that updates rows by hand), the index must leave out content and value and give the
   * kind as RowKind.VALUE: they describe another object. pointedAt does so."
   */
  @EachVariant
  void factsOfAnotherObjectAreLeftOut(Variant variant) {
    PointerIndex index = open(variant);
    Row[] rows = {
      SampleRows.pointer("object", 2),
      SampleRows.inline("inline", 2, 40),
      Row.tombstone("tombstone", 2, SampleRows.writeId(), SampleRows.COMMITTED),
      SampleRows.pointer("marker", 2).marker(),
    };
    for (Row row : rows) {
      given(index, row);
      writer(variant).write(row.id(), 2, ELSEWHERE);
      assertThat(newest(index, row.id())).isEqualTo(row.pointedAt(2, ELSEWHERE));
    }
  }

  /** The facts of an object go on describing it where another program only raised the version. */
  @Test
  void factsOfTheSameObjectStay() {
    PointerIndex index = open(Variant.SINGLE);
    Row row = SampleRows.pointer(ID, 2);
    given(index, row);
    Location payload = present(row.payload());
    writer(Variant.SINGLE).write(ID, 3, payload);
    assertThat(newest(index, ID)).isEqualTo(row.pointedAt(3, payload));
    assertThat(read(index, ID, 2)).isNull();
  }

  /**
   * "the row there stands as it was read": a row changed by hand, with and without its version,
   * does not.
   */
  @Test
  void aRowChangedByHandIsNotOverwritten() {
    PointerIndex index = open(Variant.SINGLE);
    for (long version : new long[] {2, 3}) {
      String id = "id" + version;
      Row row = SampleRows.pointer(id, 2);
      given(index, row);
      writer(Variant.SINGLE).write(id, version, ELSEWHERE);
      Row changed = row.pointedAt(version, ELSEWHERE);
      assertThat(conflict(index, replacing(index, row, SampleRows.pointer(id, 3))))
          .isEqualTo(changed);
      assertThat(index.retire(Retirement.drop(row), CALL)).isFalse();
      assertThat(newest(index, id)).isEqualTo(changed);
      Row next = SampleRows.pointer(id, 4);
      committed(index, replacing(index, changed, next));
      assertThat(newest(index, id)).isEqualTo(next);
    }
  }

  /** A row without a write id is compared by version and payload. */
  @Test
  void aBareItemIsReplaced() {
    PointerIndex index = open(Variant.SINGLE);
    given(index, SampleRows.pointer("other", 0));
    writer(Variant.SINGLE).put(ID, 2, ELSEWHERE);
    Row next = SampleRows.inline(ID, 3, 20);
    Row misread = Row.foreign(ID, 2, new Location("bucket", "by/another/hand"));
    assertThat(conflict(index, replacing(index, misread, next)))
        .isEqualTo(Row.foreign(ID, 2, ELSEWHERE));
    committed(index, replacing(index, Row.foreign(ID, 2, ELSEWHERE), next));
    assertThat(newest(index, ID)).isEqualTo(next);
  }

  /**
   * "of the same write id, or where there is none of the same payload": a bare item can be the
   * standing row.
   */
  @Test
  void aBareItemStandsByItsPayload() {
    PointerIndex index = open(Variant.MULTI);
    given(index, SampleRows.pointer("other", 0));
    ForeignWriter writer = writer(Variant.MULTI);
    writer.put(ID, 0, ELSEWHERE);
    writer.put(ID, 1, ELSEWHERE);
    Row bare = Row.foreign(ID, 0, ELSEWHERE);
    Row misread = Row.foreign(ID, 0, new Location("bucket", "by/another/hand"));
    assertThat(conflict(index, standing(index, misread, SampleRows.pointer(ID, 2)))).isNull();
    committed(index, standing(index, bare, SampleRows.pointer(ID, 2)));
    Row rewritten = SampleRows.pointer(ID, 0);
    assertThat(conflict(index, standing(index, rewritten, SampleRows.pointer(ID, 3)))).isNull();
  }

  /** A bare item takes its slot, and can be retired. */
  @EachVariant
  void aBareItemTakesItsSlotAndIsRetired(Variant variant) {
    PointerIndex index = open(variant);
    given(index, SampleRows.pointer("other", 0));
    writer(variant).put(ID, 0, ELSEWHERE);
    Row bare = Row.foreign(ID, 0, ELSEWHERE);
    assertThat(conflict(index, absent(index, SampleRows.pointer(ID, 0)))).isEqualTo(bare);
    assertThat(index.retire(Retirement.drop(bare.pointedAt(0, new Location("b", "k"))), CALL))
        .isFalse();
    assertThat(index.retire(Retirement.marker(bare), CALL)).isTrue();
    assertThat(newest(index, ID)).isEqualTo(bare.marker());
  }

  /** "Replacing a single-version row must leave attributes alone that are not this store's." */
  @Test
  void attributesOfOthersAreLeftAlone() {
    PointerIndex index = open(Variant.SINGLE);
    ForeignWriter writer = writer(Variant.SINGLE);
    assumeTrue(writer.setsAttributes(), "rows carry no attributes of others here");
    Row first = SampleRows.pointer(ID, 0);
    given(index, first);
    writer.setAttribute(ID, 0, "theirs", "as it was");
    Row second = SampleRows.inline(ID, 1, 20);
    committed(index, replacing(index, first, second));
    assertThat(newest(index, ID)).isEqualTo(second);
    assertThat(writer.attribute(ID, 1, "theirs")).isEqualTo("as it was");
    Row third = Row.tombstone(ID, 2, SampleRows.writeId(), SampleRows.COMMITTED);
    committed(index, replacing(index, second, third));
    assertThat(writer.attribute(ID, 2, "theirs")).isEqualTo("as it was");
    assertThat(index.retire(Retirement.bare(third), CALL)).isTrue();
    assertThat(writer.attribute(ID, 2, "theirs")).isEqualTo("as it was");
  }

  /** "An item that can't be read must not end a scan: it must come as an UnreadableRow." */
  @EachVariant
  void whatCanNotBeReadDoesNotEndAScan(Variant variant) {
    PointerIndex index = open(variant);
    List<Row> written = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Row row = SampleRows.pointer("id " + i, 0);
      given(index, row);
      written.add(row);
    }
    writer(variant).put("damaged", -1, ELSEWHERE);
    for (int of : new int[] {1, 3}) {
      List<Row> rows = new ArrayList<>();
      List<UnreadableRow> unreadable = new ArrayList<>();
      for (int segment = 0; segment < of; segment++) {
        ScanRequest request = new ScanRequest(segment, of, "", null, 7, Consistency.CONSISTENT);
        ScanPage page;
        do {
          page = index.scan(request, CALL);
          rows.addAll(page.rows());
          unreadable.addAll(page.unreadable());
          request = request.from(page.cursor());
        } while (page.cursor() != null);
      }
      assertThat(rows).containsExactlyInAnyOrderElementsOf(written);
      assertThat(unreadable).hasSize(1);
      assertThat(unreadable.get(0).id()).isEqualTo("damaged");
      assertThat(unreadable.get(0).payload()).isEqualTo(ELSEWHERE);
      assertThat(unreadable.get(0).reason()).isInstanceOf(CorruptValue.class);
    }
    ScanRequest others = new ScanRequest(0, 1, "id 1", null, 100, Consistency.CONSISTENT);
    assertThat(index.scan(others, CALL).unreadable()).isEmpty();
    PageRequest oldest = PageRequest.oldestFirst("damaged", 10);
    assertThatThrownBy(() -> index.page(oldest, CALL)).isInstanceOf(CorruptValue.class);
  }
}
