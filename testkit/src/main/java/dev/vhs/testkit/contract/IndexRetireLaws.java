package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.ScanRequest;
import org.junit.jupiter.api.Test;

/** The laws of {@code retire}. */
abstract class IndexRetireLaws extends IndexLaws {
  IndexRetireLaws(PointerIndexContract contract) {
    super(contract);
  }

  /** "Turns a row into the rest that stays of it": a value's marker. */
  @EachVariant
  void aValueBecomesAMarker(Variant variant) {
    PointerIndex index = open(variant);
    for (Row row :
        new Row[] {SampleRows.pointer("object", 3), SampleRows.inline("inline", 3, 99)}) {
      given(index, row);
      assertThat(index.retire(Retirement.marker(row), CALL)).isTrue();
      assertThat(newest(index, row.id())).isEqualTo(row.marker());
      assertThat(read(index, row.id(), 3)).isEqualTo(row.marker());
      assertThat(rows(index, row.id())).containsExactly(row.marker());
    }
  }

  /** A marker keeps "its age, its write id and its upTo": a filler's too. */
  @Test
  void aFillersMarkerKeepsItsUpTo() {
    PointerIndex index = open(Variant.MULTI);
    Row filler = Row.filler(ID, 1, 5, SampleRows.writeId(), SampleRows.COMMITTED);
    given(index, filler);
    assertThat(index.retire(Retirement.marker(filler), CALL)).isTrue();
    assertThat(present(read(index, ID, 1))).isEqualTo(filler.marker());
    assertThat(present(read(index, ID, 1)).upTo()).isEqualTo(5);
  }

  /** "or drops it". */
  @EachVariant
  void aRowIsDropped(Variant variant) {
    PointerIndex index = open(variant);
    Row row = SampleRows.pointer(ID, 3);
    Row other = SampleRows.pointer("other", 3);
    given(index, row, other);
    assertThat(index.retire(Retirement.drop(row), CALL)).isTrue();
    assertThat(newest(index, ID)).isNull();
    assertThat(read(index, ID, 3)).isNull();
    assertThat(rows(index, ID)).isEmpty();
    assertThat(scanned(index, ScanRequest.all(10))).containsExactly(other);
  }

  /** A marker that was left can be read and dropped later. */
  @EachVariant
  void aMarkerIsDropped(Variant variant) {
    PointerIndex index = open(variant);
    Row row = SampleRows.pointer(ID, 3);
    given(index, row);
    assertThat(index.retire(Retirement.marker(row), CALL)).isTrue();
    Row marker = present(newest(index, ID));
    assertThat(index.retire(Retirement.drop(marker), CALL)).isTrue();
    assertThat(newest(index, ID)).isNull();
  }

  /**
   * "the row to leave in its place", a bare tombstone: what a single-version deletion kept goes.
   */
  @Test
  void aTombstoneIsLaidBare() {
    PointerIndex index = open(Variant.SINGLE);
    Row[] kept = {
      SampleRows.tombstoneKeeping(SampleRows.pointer("object", 3)),
      SampleRows.tombstoneKeeping(SampleRows.inline("inline", 3, 99))
    };
    for (Row tombstone : kept) {
      given(index, tombstone);
      assertThat(index.retire(Retirement.bare(tombstone), CALL)).isTrue();
      assertThat(newest(index, tombstone.id())).isEqualTo(tombstone.bare());
    }
  }

  /** Only that row changes; when it was the newest, the one below it is. */
  @Test
  void onlyThatRowChanges() {
    PointerIndex index = open(Variant.MULTI);
    Row zero = SampleRows.pointer(ID, 0);
    Row one = SampleRows.pointer(ID, 1);
    Row two = SampleRows.pointer(ID, 2);
    given(index, zero, one, two);
    assertThat(index.retire(Retirement.marker(one), CALL)).isTrue();
    assertThat(rows(index, ID)).containsExactly(zero, one.marker(), two);
    assertThat(index.retire(Retirement.drop(two), CALL)).isTrue();
    assertThat(newest(index, ID)).isEqualTo(one.marker());
    assertThat(rows(index, ID)).containsExactly(zero, one.marker());
  }

  /** "if it stands as it was read … false changes nothing". */
  @EachVariant
  void aRowThatDoesNotStandAsReadIsLeft(Variant variant) {
    PointerIndex index = open(variant);
    Row there = SampleRows.pointer(ID, 3);
    given(index, there);
    Location payload = present(there.payload());
    Row[] misread = {
      there.pointedAt(3, new Location(payload.bucket(), payload.key() + "x")),
      there.pointedAt(3, new Location(payload.bucket() + "x", payload.key())),
      there.pointedAt(4, payload),
      there.pointedAt(2, payload),
      there.marker(),
      SampleRows.pointer(ID, 3, SampleRows.writeId()),
    };
    for (Row read : misread) {
      assertThat(index.retire(Retirement.marker(read), CALL)).as("read as %s", read).isFalse();
      assertThat(index.retire(Retirement.drop(read), CALL)).as("read as %s", read).isFalse();
      assertThat(rows(index, ID)).containsExactly(there);
    }
  }

  /** "if it stands as it was read": another write's row with the same payload is another row. */
  @EachVariant
  void anotherWritesRowIsLeft(Variant variant) {
    PointerIndex index = open(variant);
    Row there = SampleRows.pointer(ID, 3);
    given(index, there);
    Row read =
        Row.pointer(
            ID,
            3,
            present(there.payload()),
            present(there.content()),
            SampleRows.writeId(),
            SampleRows.COMMITTED);
    assertThat(index.retire(Retirement.drop(read), CALL)).isFalse();
    assertThat(index.retire(Retirement.marker(read), CALL)).isFalse();
    assertThat(newest(index, ID)).isEqualTo(there);
  }

  /** A row that is gone does not stand as it was read. */
  @EachVariant
  void aRowThatIsNotThereIsNotRetired(Variant variant) {
    PointerIndex index = open(variant);
    Row other = SampleRows.pointer("other", 0);
    given(index, other);
    Row row = SampleRows.pointer(ID, 0);
    assertThat(index.retire(Retirement.marker(row), CALL)).isFalse();
    assertThat(index.retire(Retirement.drop(row), CALL)).isFalse();
    assertThat(scanned(index, ScanRequest.all(10))).containsExactly(other);
  }

  /** The answer to a retirement may be lost, so repeating it must do no harm. */
  @EachVariant
  void retiringAgainChangesNothing(Variant variant) {
    PointerIndex index = open(variant);
    Row row = SampleRows.pointer(ID, 0);
    Row dropped = SampleRows.pointer("dropped", 0);
    given(index, row, dropped);
    assertThat(index.retire(Retirement.marker(row), CALL)).isTrue();
    index.retire(Retirement.marker(row), CALL);
    assertThat(newest(index, ID)).isEqualTo(row.marker());
    assertThat(index.retire(Retirement.drop(row), CALL))
        .as("dropping it, as read when it was a value")
        .isFalse();
    assertThat(newest(index, ID)).isEqualTo(row.marker());
    assertThat(index.retire(Retirement.drop(dropped), CALL)).isTrue();
    assertThat(index.retire(Retirement.drop(dropped), CALL)).isFalse();
  }

  /** A row that was dropped and written again by somebody else is not the one that was read. */
  @EachVariant
  void aRowWrittenAnewIsLeft(Variant variant) {
    PointerIndex index = open(variant);
    Row first = SampleRows.inline(ID, 0, 10);
    given(index, first);
    assertThat(index.retire(Retirement.drop(first), CALL)).isTrue();
    Row second = SampleRows.inline(ID, 0, 10);
    given(index, second);
    assertThat(index.retire(Retirement.drop(first), CALL)).isFalse();
    assertThat(newest(index, ID)).isEqualTo(second);
  }
}
