package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import dev.vhs.spi.Commit;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The laws of {@code commit} with a row that must still hold: what {@code restore} rests on. */
abstract class IndexStandingLaws extends IndexLaws {
  IndexStandingLaws(PointerIndexContract contract) {
    super(contract);
  }

  /** "It must write only if …, if the row of Commit.standing() still holds, and …": it does. */
  @Test
  void aRowThatStillHoldsLetsTheCommitThrough() {
    PointerIndex index = open(Variant.MULTI);
    Row old = SampleRows.pointer(ID, 0);
    Row newest = SampleRows.pointer(ID, 1);
    Row restored = SampleRows.pointer(ID, 2);
    given(index, old, newest);
    committed(index, standing(index, old, restored));
    assertThat(rows(index, ID)).containsExactly(old, newest, restored);
  }

  /** An inline row has no payload; its write id is what is compared. */
  @Test
  void anInlineRowStillHolds() {
    PointerIndex index = open(Variant.MULTI);
    Row old = SampleRows.inline(ID, 0, 50);
    given(index, old);
    committed(index, standing(index, old, SampleRows.inline(ID, 1, 50)));
  }

  /** "null only where every slot was as asked for and the standing row was not": it was retired. */
  @Test
  void aRetiredRowHoldsNoLonger() {
    PointerIndex index = open(Variant.MULTI);
    Row old = SampleRows.pointer(ID, 0);
    Row newest = SampleRows.pointer(ID, 1);
    given(index, old, newest);
    assertThat(index.retire(Retirement.marker(old), CALL)).isTrue();
    assertThat(conflict(index, standing(index, old, SampleRows.pointer(ID, 2)))).isNull();
    assertThat(rows(index, ID)).containsExactly(old.marker(), newest);
  }

  /** "null only where … the standing row was not": it is not there. */
  @Test
  void aDroppedRowHoldsNoLonger() {
    PointerIndex index = open(Variant.MULTI);
    Row old = SampleRows.pointer(ID, 0);
    Row newest = SampleRows.pointer(ID, 1);
    given(index, old, newest);
    assertThat(index.retire(Retirement.drop(old), CALL)).isTrue();
    assertThat(conflict(index, standing(index, old, SampleRows.pointer(ID, 2)))).isNull();
    assertThat(rows(index, ID)).containsExactly(newest);
  }

  /**
   * "same write id": another write's row in its place does not hold, even with the same payload.
   */
  @Test
  void anotherWritesRowDoesNotHold() {
    PointerIndex index = open(Variant.MULTI);
    Row there = SampleRows.pointer(ID, 0);
    given(index, there);
    Row expected =
        Row.pointer(
            ID,
            0,
            present(there.payload()),
            present(there.content()),
            SampleRows.writeId(),
            SampleRows.COMMITTED);
    assertThat(conflict(index, standing(index, expected, SampleRows.pointer(ID, 1)))).isNull();
    assertThat(rows(index, ID)).containsExactly(there);
  }

  /** "neither deleted nor retired": a tombstone does not hold. */
  @Test
  void aTombstoneDoesNotHold() {
    PointerIndex index = open(Variant.MULTI);
    Row tombstone = Row.tombstone(ID, 0, SampleRows.writeId(), SampleRows.COMMITTED);
    given(index, tombstone);
    assertThat(conflict(index, standing(index, tombstone, SampleRows.pointer(ID, 1)))).isNull();
    assertThat(rows(index, ID)).containsExactly(tombstone);
  }

  /** "else it must carry the row in a slot": also where the standing row does not hold either. */
  @Test
  void theRowInTheSlotComesBeforeTheStandingRow() {
    PointerIndex index = open(Variant.MULTI);
    Row old = SampleRows.pointer(ID, 0);
    Row there = SampleRows.inline(ID, 1, 20);
    given(index, old, there);
    Commit commit = standing(index, old, SampleRows.pointer(ID, 1));
    assertThat(conflict(index, commit)).as("while the old row holds").isEqualTo(there);
    assertThat(index.retire(Retirement.marker(old), CALL)).isTrue();
    assertThat(conflict(index, commit)).as("after it was retired").isEqualTo(there);
  }

  /** "If one of the commit's own rows stands in a slot …": whatever became of the standing row. */
  @Test
  void theOwnRowComesBeforeTheStandingRow() {
    PointerIndex index = open(Variant.MULTI);
    Row old = SampleRows.pointer(ID, 0);
    given(index, old);
    Row restored = SampleRows.pointer(ID, 1);
    Commit commit = standing(index, old, restored);
    committed(index, commit);
    assertThat(conflict(index, commit)).isEqualTo(restored);
    assertThat(index.retire(Retirement.marker(old), CALL)).isTrue();
    assertThat(conflict(index, commit)).as("with the old row retired").isEqualTo(restored);
    assertThat(index.retire(Retirement.drop(old.marker()), CALL)).isTrue();
    assertThat(conflict(index, commit)).as("with the old row dropped").isEqualTo(restored);
  }

  /**
   * "Writes all rows of a commit, or none": a filler and its version on condition of a third row.
   */
  @Test
  void twoRowsOnConditionOfAThird() {
    PointerIndex index = open(Variant.MULTI);
    Row old = SampleRows.pointer(ID, 0);
    given(index, old);
    Row[] pair = IndexCommitLaws.pair(ID, 1, 5);
    committed(index, standing(index, old, pair));
    assertThat(rows(index, ID)).containsExactly(old, pair[0], pair[1]);
    assertThat(index.retire(Retirement.marker(old), CALL)).isTrue();
    Row[] next = IndexCommitLaws.pair(ID, 6, 9);
    assertThat(conflict(index, standing(index, old, next))).isNull();
    assertThat(rows(index, ID)).containsExactly(old.marker(), pair[0], pair[1]);
  }

  /** The standing row may be the one just below the slot, as when the newest is restored. */
  @Test
  void theNewestRowCanBeTheStandingOne() {
    PointerIndex index = open(Variant.MULTI);
    Row newest = SampleRows.pointer(ID, 0);
    given(index, newest);
    Row next = SampleRows.pointer(ID, 1);
    Commit commit = Commit.builder(List.of(next), inAnHour(index)).standing(newest).build();
    committed(index, commit);
    assertThat(newest(index, ID)).isEqualTo(next);
  }
}
