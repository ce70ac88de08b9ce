package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import dev.vhs.spi.Commit;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The laws of {@code commit}: rows written to slots that must be absent, all or none. */
abstract class IndexCommitLaws extends IndexLaws {
  IndexCommitLaws(PointerIndexContract contract) {
    super(contract);
  }

  /** "It must write only if every row's slot is absent". */
  @EachVariant
  void aTakenSlotIsAConflictThatCarriesItsRow(Variant variant) {
    PointerIndex index = open(variant);
    Row there = SampleRows.inline(ID, 2, 40);
    given(index, there);
    assertThat(conflict(index, absent(index, SampleRows.pointer(ID, 2)))).isEqualTo(there);
    assertThat(rows(index, ID)).containsExactly(there);
  }

  /** A single-version index has one slot for an id, whichever version is to be written. */
  @Test
  void anyRowTakesTheSlotOfASingleVersionId() {
    PointerIndex index = open(Variant.SINGLE);
    Row there = SampleRows.inline(ID, 2, 40);
    given(index, there);
    for (long version : new long[] {0, 1, 3, 100}) {
      assertThat(conflict(index, absent(index, SampleRows.pointer(ID, version)))).isEqualTo(there);
    }
    assertThat(newest(index, ID)).isEqualTo(there);
  }

  /**
   * Rows of other versions don't fill a slot of a multi-version index; their order is the engine's
   * business.
   */
  @Test
  void otherVersionsDoNotTakeASlot() {
    PointerIndex index = open(Variant.MULTI);
    Row five = SampleRows.pointer(ID, 5);
    Row three = SampleRows.pointer(ID, 3);
    given(index, five, three);
    assertThat(rows(index, ID)).containsExactly(three, five);
  }

  /** Rows without a value fill a slot as values do. */
  @Test
  void rowsOfEveryKindTakeTheirSlot() {
    PointerIndex index = open(Variant.MULTI);
    Row tombstone = Row.tombstone(ID, 0, SampleRows.writeId(), SampleRows.COMMITTED);
    Row filler = Row.filler(ID, 1, 9, SampleRows.writeId(), SampleRows.COMMITTED);
    Row marker = SampleRows.pointer(ID, 2).marker();
    given(index, tombstone, filler, marker);
    for (Row there : new Row[] {tombstone, filler, marker}) {
      Row rival = SampleRows.pointer(ID, there.version());
      assertThat(conflict(index, absent(index, rival))).isEqualTo(there);
    }
  }

  /**
   * "If one of the commit's own rows stands in a slot, from an earlier try whose answer was lost,
   * the conflict must carry that row".
   */
  @EachVariant
  void aRepeatedCommitFindsItsOwnRow(Variant variant) {
    PointerIndex index = open(variant);
    Row row = SampleRows.inline(ID, 0, 30);
    Commit commit = absent(index, row);
    committed(index, commit);
    assertThat(conflict(index, commit)).isEqualTo(row);
    assertThat(conflict(open(variant), commit)).as("repeated by another process").isEqualTo(row);
    assertThat(rows(index, ID)).containsExactly(row);
  }

  /** A commit whose row was retired meanwhile finds what is left of it, by its write id. */
  @EachVariant
  void aRepeatedCommitFindsTheMarkerOfItsOwnRow(Variant variant) {
    PointerIndex index = open(variant);
    Row row = SampleRows.pointer(ID, 0);
    Commit commit = absent(index, row);
    committed(index, commit);
    assertThat(index.retire(Retirement.marker(row), CALL)).isTrue();
    assertThat(conflict(index, commit)).isEqualTo(row.marker());
  }

  /**
   * "Writes all rows of a commit, or none." A reader "may see some and not others" while it is
   * written, and all of them afterwards: "A consistent read must see every commit answered before
   * it began, with one exception: of a commit of several rows it may see some and not others,
   * because reads of several rows are not isolated."
   */
  @Test
  void twoRowsAreWrittenTogether() {
    PointerIndex index = open(Variant.MULTI);
    Row[] pair = pair(1, 7);
    given(index, SampleRows.pointer(ID, 0));
    committed(index, absent(index, pair));
    assertThat(rows(index, ID)).hasSize(3).contains(pair);
    assertThat(newest(index, ID)).isEqualTo(pair[1]);
  }

  /** "Writes all rows of a commit, or none": none where the first slot is taken. */
  @Test
  void twoRowsAreNotWrittenWhereTheFirstSlotIsTaken() {
    PointerIndex index = open(Variant.MULTI);
    Row there = SampleRows.inline(ID, 1, 30);
    given(index, there);
    assertThat(conflict(index, absent(index, pair(1, 7)))).isEqualTo(there);
    assertThat(rows(index, ID)).containsExactly(there);
  }

  /** "Writes all rows of a commit, or none": none where the second slot is taken. */
  @Test
  void twoRowsAreNotWrittenWhereTheSecondSlotIsTaken() {
    PointerIndex index = open(Variant.MULTI);
    Row there = SampleRows.inline(ID, 7, 30);
    given(index, there);
    assertThat(conflict(index, absent(index, pair(1, 7)))).isEqualTo(there);
    assertThat(rows(index, ID)).containsExactly(there);
  }

  /** "else it must carry the row in a slot, and null only where …": one of them where both are. */
  @Test
  void twoTakenSlotsGiveOneOfTheirRows() {
    PointerIndex index = open(Variant.MULTI);
    Row one = SampleRows.inline(ID, 1, 30);
    Row seven = SampleRows.inline(ID, 7, 30);
    given(index, one, seven);
    assertThat(conflict(index, absent(index, pair(1, 7)))).isIn(one, seven);
    assertThat(rows(index, ID)).containsExactly(one, seven);
  }

  /**
   * "An answer must be given for the commit as a whole": "If one of the commit's own rows stands in
   * a slot …", and both do.
   */
  @Test
  void aRepeatedCommitOfTwoRowsFindsOneOfThem() {
    PointerIndex index = open(Variant.MULTI);
    Row[] pair = pair(1, 7);
    committed(index, absent(index, pair));
    assertThat(conflict(index, absent(index, pair))).isIn((Object[]) pair);
    assertThat(rows(index, ID)).containsExactly(pair);
  }

  /** "If one of the commit's own rows stands in a slot …": before another's in the other slot. */
  @Test
  void theOwnSecondRowComesBeforeAnothersFirst() {
    PointerIndex index = open(Variant.MULTI);
    Row[] pair = pair(1, 7);
    committed(index, absent(index, pair));
    assertThat(index.retire(Retirement.drop(pair[0]), CALL)).isTrue();
    Row others = SampleRows.pointer(ID, 1);
    given(index, others);
    assertThat(conflict(index, absent(index, pair))).isEqualTo(pair[1]);
    assertThat(rows(index, ID)).containsExactly(others, pair[1]);
  }

  /** "If one of the commit's own rows stands in a slot …": before another's in the other slot. */
  @Test
  void theOwnFirstRowComesBeforeAnothersSecond() {
    PointerIndex index = open(Variant.MULTI);
    Row[] pair = pair(1, 7);
    committed(index, absent(index, pair));
    assertThat(index.retire(Retirement.drop(pair[1]), CALL)).isTrue();
    Row others = SampleRows.pointer(ID, 7);
    given(index, others);
    assertThat(conflict(index, absent(index, pair))).isEqualTo(pair[0]);
    assertThat(rows(index, ID)).containsExactly(pair[0], others);
  }

  /**
   * "If one of the commit's own rows stands in a slot …": also where the other slot is free again.
   */
  @Test
  void theOwnRowIsFoundWhereTheOtherSlotIsFree() {
    for (int kept = 0; kept < 2; kept++) {
      PointerIndex index = open(Variant.MULTI);
      Row[] pair = pair("id" + kept, 1, 7);
      committed(index, absent(index, pair));
      assertThat(index.retire(Retirement.drop(pair[1 - kept]), CALL)).isTrue();
      assertThat(conflict(index, absent(index, pair))).isEqualTo(pair[kept]);
      assertThat(rows(index, "id" + kept)).containsExactly(pair[kept]);
    }
  }

  /** A slot that was dropped is absent again. */
  @EachVariant
  void aDroppedSlotIsAbsent(Variant variant) {
    PointerIndex index = open(variant);
    Row first = SampleRows.pointer(ID, 0);
    given(index, first);
    assertThat(index.retire(Retirement.drop(first), CALL)).isTrue();
    Row second = SampleRows.pointer(ID, 0);
    given(index, second);
    assertThat(newest(index, ID)).isEqualTo(second);
  }

  /** Commits of one id leave all others alone. */
  @EachVariant
  void otherIdsAreLeftAlone(Variant variant) {
    PointerIndex index = open(variant);
    Row one = SampleRows.pointer("one", 0);
    Row two = SampleRows.pointer("two", 0);
    given(index, one, two);
    conflict(index, absent(index, SampleRows.pointer("one", 0)));
    assertThat(newest(index, "one")).isEqualTo(one);
    assertThat(newest(index, "two")).isEqualTo(two);
  }

  private static Row[] pair(long fillerAt, long version) {
    return pair(ID, fillerAt, version);
  }

  /** Returns a filler and the version that it goes with. */
  static Row[] pair(String id, long fillerAt, long version) {
    UUID writeId = SampleRows.writeId();
    return new Row[] {
      Row.filler(id, fillerAt, version, writeId, SampleRows.COMMITTED),
      SampleRows.pointer(id, version, writeId)
    };
  }
}
