package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vhs.Variant;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.IndexTraits;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The laws of {@code notAfter}: a commit is applied in time or never. */
abstract class IndexDeadlineLaws extends IndexLaws {
  IndexDeadlineLaws(PointerIndexContract contract) {
    super(contract);
  }

  private static Instant tooEarly(PointerIndex index) {
    IndexTraits traits = index.traits();
    return traits.clock().instant().minus(traits.clockTolerance()).minusSeconds(1);
  }

  /**
   * "It must write only if …, and if the index's clock is not past Commit.notAfter() by more than
   * its tolerance."
   */
  @EachVariant
  void aCommitAfterItsTimeIsNotApplied(Variant variant) {
    PointerIndex index = open(variant);
    given(index, SampleRows.pointer("other", 0));
    Row row = SampleRows.pointer(ID, 0);
    CommitResult result = index.commit(Commit.of(List.of(row), tooEarly(index)), CALL);
    assertThat(result).isInstanceOf(CommitResult.TooLate.class);
    assertThat(newest(index, ID)).isNull();
  }

  /** "… past notAfter …": the first commit of all, which makes the index, is no exception. */
  @EachVariant
  void theFirstCommitAfterItsTimeIsNotApplied(Variant variant) {
    PointerIndex index = open(variant);
    Row row = SampleRows.pointer(ID, 0);
    CommitResult result = index.commit(Commit.of(List.of(row), tooEarly(index)), CALL);
    assertThat(result).isInstanceOf(CommitResult.TooLate.class);
    assertThat(newest(index, ID)).isNull();
  }

  /** "… past notAfter …": of two rows neither is written. */
  @Test
  void twoRowsAfterTheirTimeAreNotApplied() {
    PointerIndex index = open(Variant.MULTI);
    Row there = SampleRows.pointer(ID, 0);
    given(index, there);
    Row[] pair = IndexCommitLaws.pair(ID, 1, 5);
    Commit commit = Commit.builder(List.of(pair), tooEarly(index)).standing(there).build();
    assertThat(index.commit(commit, CALL)).isInstanceOf(CommitResult.TooLate.class);
    assertThat(rows(index, ID)).containsExactly(there);
  }

  /** "… past notAfter …": a replacement leaves the row that it was to replace. */
  @Test
  void aReplacementAfterItsTimeIsNotApplied() {
    PointerIndex index = open(Variant.SINGLE);
    Row there = SampleRows.pointer(ID, 0);
    given(index, there);
    Commit commit =
        Commit.builder(List.of(SampleRows.pointer(ID, 1)), tooEarly(index)).replaces(there).build();
    assertThat(index.commit(commit, CALL)).isInstanceOf(CommitResult.TooLate.class);
    assertThat(newest(index, ID)).isEqualTo(there);
  }

  /**
   * "by the index's clock", at the moment of applying: not of building, not of a clock elsewhere.
   */
  @EachVariant
  void theClockIsReadWhenTheCommitIsApplied(Variant variant) {
    assumeTrue(contract.takesClock(), "the index goes by a clock that a test can't move");
    PointerIndex index = open(variant);
    Duration tolerance = index.traits().clockTolerance();
    Instant now = contract.clock().instant();
    Row row = SampleRows.pointer(ID, 0);
    Commit commit = Commit.of(List.of(row), now.plusSeconds(10));
    contract.clock().advance(Duration.ofSeconds(10).plus(tolerance).plusMillis(1));
    assertThat(index.commit(commit, CALL)).isInstanceOf(CommitResult.TooLate.class);
    assertThat(newest(index, ID)).isNull();
    contract.clock().advance(tolerance.plusMillis(1).negated());
    committed(index, commit);
    assertThat(newest(index, ID)).as("applied in the last moment").isEqualTo(row);
  }

  /**
   * "the index's time, by which notAfter and the ages of rows are judged": the clock in the traits
   * is the one that is compared.
   */
  @EachVariant
  void theClockOfTheTraitsIsTheOneThatCounts(Variant variant) {
    assumeTrue(contract.takesClock(), "the index goes by a clock that a test can't move");
    PointerIndex index = open(variant);
    assertThat(index.traits().clock().instant()).isEqualTo(contract.clock().instant());
    contract.clock().advance(Duration.ofDays(400));
    assertThat(index.traits().clock().instant()).isEqualTo(contract.clock().instant());
    given(index, SampleRows.pointer(ID, 0));
  }

  /**
   * A commit that was applied, and is repeated too late, may be answered with its own row or as too
   * late, but never as if its row were missing.
   */
  @EachVariant
  void aLateRepetitionDoesNotDenyItsOwnRow(Variant variant) {
    assumeTrue(contract.takesClock(), "the index goes by a clock that a test can't move");
    PointerIndex index = open(variant);
    Row row = SampleRows.pointer(ID, 0);
    Commit commit = absent(index, row);
    committed(index, commit);
    contract.clock().advance(Duration.ofDays(2));
    CommitResult late = index.commit(commit, CALL);
    if (late instanceof CommitResult.Conflict conflict) {
      assertThat(conflict.inTheWay()).isEqualTo(row);
    } else {
      assertThat(late).isInstanceOf(CommitResult.TooLate.class);
    }
    assertThat(newest(index, ID)).isEqualTo(row);
  }
}
