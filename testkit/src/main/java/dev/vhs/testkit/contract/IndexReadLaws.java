package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.ItemSize;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.RecentWriteIds;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import dev.vhs.spi.ScanRequest;
import dev.vhs.spi.UnreadableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of {@code newest} and {@code read}: rows come back as they were written. */
abstract class IndexReadLaws extends IndexLaws {
  IndexReadLaws(PointerIndexContract contract) {
    super(contract);
  }

  static Stream<Arguments> shapes() {
    return Stream.of(Variant.values())
        .flatMap(
            variant ->
                SampleRows.ofEveryShape(variant).stream().map(row -> Arguments.of(variant, row)));
  }

  /**
   * "A pointer: one row of an index": every component of every kind comes back from every method.
   */
  @ParameterizedTest
  @MethodSource("shapes")
  void rowsComeBackAsTheyWereWritten(Variant variant, Row row) {
    PointerIndex index = open(variant);
    given(index, row);
    assertThat(newest(index, row.id())).isEqualTo(row);
    assertThat(read(index, row.id(), row.version())).isEqualTo(row);
    assertThat(rows(index, row.id())).containsExactly(row);
    assertThat(scanned(index, ScanRequest.all(10))).containsExactly(row);
    Row rival = SampleRows.pointer(row.id(), row.version());
    assertThat(conflict(index, absent(index, rival))).as("the row in the way").isEqualTo(row);
    assertThat(newest(open(variant), row.id())).as("as another process reads it").isEqualTo(row);
  }

  /** Ids of every shape are distinct, and come back as they were written. */
  @EachVariant
  void idsOfEveryShapeAreApart(Variant variant) {
    PointerIndex index = open(variant);
    List<String> ids = new ArrayList<>(IdShapes.ALL);
    ids.add(IdShapes.STORE_ROW);
    List<Row> written = new ArrayList<>();
    for (String id : ids) {
      assertThat(newest(index, id)).as("id '%s' before it is written", id).isNull();
      Row row = SampleRows.inline(id, written.size(), 10);
      given(index, row);
      written.add(row);
    }
    for (Row row : written) {
      assertThat(newest(index, row.id())).isEqualTo(row);
      assertThat(read(index, row.id(), row.version())).isEqualTo(row);
      assertThat(rows(index, row.id())).containsExactly(row);
    }
    assertThat(scanned(index, ScanRequest.all(7))).containsExactlyInAnyOrderElementsOf(written);
    for (Row row : written) {
      assertThat(index.retire(Retirement.drop(row), CALL))
          .as("id '%s' is retired", row.id())
          .isTrue();
      assertThat(newest(index, row.id())).isNull();
    }
  }

  /** "the row of the highest version of an id": by number, not by text. */
  @Test
  void newestIsTheHighestVersion() {
    PointerIndex index = open(Variant.MULTI);
    long[] versions = {0, 9, 10, 2, 99, 100, (1L << 53) + 1, 1L << 53, Long.MAX_VALUE};
    long highest = -1;
    for (long version : versions) {
      given(index, SampleRows.pointer(ID, version));
      highest = Math.max(highest, version);
      assertThat(present(newest(index, ID)).version()).isEqualTo(highest);
    }
  }

  /** "the row of one version, or null." */
  @Test
  void readFindsExactlyThatVersion() {
    PointerIndex index = open(Variant.MULTI);
    Row one = SampleRows.pointer(ID, 1);
    Row three = SampleRows.inline(ID, 3, 20);
    given(index, one, three, SampleRows.pointer("id2", 2));
    assertThat(read(index, ID, 1)).isEqualTo(one);
    assertThat(read(index, ID, 3)).isEqualTo(three);
    for (long version : new long[] {0, 2, 4, Long.MAX_VALUE}) {
      assertThat(read(index, ID, version)).as("version %d", version).isNull();
    }
    assertThat(read(index, "no such id", 1)).isNull();
  }

  /** "In a single-version index that is the row of the id, if it has that version." */
  @Test
  void aSingleVersionIndexReadsItsOneVersion() {
    PointerIndex index = open(Variant.SINGLE);
    Row first = SampleRows.pointer(ID, 4);
    given(index, first);
    assertThat(read(index, ID, 4)).isEqualTo(first);
    assertThat(read(index, ID, 3)).isNull();
    Row second = SampleRows.pointer(ID, 5);
    committed(index, replacing(index, first, second));
    assertThat(read(index, ID, 4)).isNull();
    assertThat(read(index, ID, 5)).isEqualTo(second);
  }

  /**
   * "A consistent read must see every commit answered before it began, without exception": of any
   * opening.
   */
  @EachVariant
  void consistentReadsSeeEveryAnsweredCommit(Variant variant) {
    PointerIndex writer = open(variant);
    PointerIndex reader = open(variant);
    Row before = null;
    for (int version = 0; version < 50; version++) {
      Row row = SampleRows.inline(ID, version, 10);
      if (before == null || variant == Variant.MULTI) {
        given(writer, row);
      } else {
        committed(writer, replacing(writer, before, row));
      }
      assertThat(newest(reader, ID)).isEqualTo(row);
      assertThat(read(reader, ID, version)).isEqualTo(row);
      assertThat(newest(writer, ID)).isEqualTo(row);
      before = row;
    }
  }

  /**
   * An eventual read "may miss the writes of the last moments", and shows nothing that never was.
   */
  @EachVariant
  void eventualReadsShowWhatOnceWas(Variant variant) {
    PointerIndex index = open(variant);
    Row row = SampleRows.inline(ID, 0, 10);
    given(index, row);
    assertThat(index.newest(ID, Consistency.EVENTUAL, CALL)).isIn(row, null);
    assertThat(index.read(ID, 0, Consistency.EVENTUAL, CALL)).isIn(row, null);
    PageRequest page = PageRequest.newestFirst(ID, 5).with(Consistency.EVENTUAL);
    assertThat(index.page(page, CALL).rows()).isSubsetOf(row);
  }

  /** "It must throw … StoreMismatch if a row's format is higher than Row.FORMAT". */
  @EachVariant
  void rowsOfAHigherFormatAreRefused(Variant variant) {
    PointerIndex index = open(variant);
    Row row = SampleRows.pointer(ID, 0);
    given(index, ofFormat(row, Row.FORMAT + 1));
    assertThatThrownBy(() -> newest(index, ID)).isInstanceOf(StoreMismatch.class);
    assertThatThrownBy(() -> read(index, ID, 0)).isInstanceOf(StoreMismatch.class);
    assertThatThrownBy(() -> rows(index, ID)).isInstanceOf(StoreMismatch.class);
    List<UnreadableRow> scanned = index.scan(ScanRequest.all(10), CALL).unreadable();
    assertThat(scanned).hasSize(1).allMatch(UnreadableRow::isNewer);
    assertThatThrownBy(() -> index.commit(absent(index, SampleRows.pointer(ID, 0)), CALL))
        .as("a conflict with such a row")
        .isInstanceOf(StoreMismatch.class);
  }

  private static Row ofFormat(Row row, int format) {
    return row.toBuilder()
        .kind(RowKind.VALUE)
        .value(null)
        .recent(RecentWriteIds.NONE)
        .upTo(null)
        .format(format)
        .build();
  }

  /** "the largest row that the index takes, in bytes as ItemSize counts" is taken. */
  @EachVariant
  void theLargestRowIsTaken(Variant variant) {
    PointerIndex index = open(variant);
    long largest = Math.min(index.traits().maxItemBytes(), contract.largestTriedItemBytes());
    long frame = ItemSize.of(SampleRows.inline(ID, 0, 0));
    Row row = SampleRows.inline(ID, 0, (int) (largest - frame));
    assertThat(ItemSize.of(row)).isEqualTo(largest);
    given(index, row);
    assertThat(newest(index, ID)).isEqualTo(row);
    Row next = SampleRows.inline(ID, 1, (int) (largest - frame));
    committed(index, variant == Variant.MULTI ? absent(index, next) : replacing(index, row, next));
    assertThat(newest(index, ID)).isEqualTo(next);
    assertThat(scanned(index, ScanRequest.all(10))).contains(next);
  }
}
