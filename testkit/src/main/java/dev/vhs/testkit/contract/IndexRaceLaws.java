package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.CommitResult.Committed;
import dev.vhs.spi.CommitResult.Conflict;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * The laws of races: "it must be safe for use by many threads, and by several processes if the
 * medium is shared". Every second racer has an opening of its own, as another process has.
 */
abstract class IndexRaceLaws extends IndexLaws {
  IndexRaceLaws(PointerIndexContract contract) {
    super(contract);
  }

  private record Try(Commit commit, CommitResult result) {
    Row row() {
      return commit.rows().get(commit.rows().size() - 1);
    }
  }

  private PointerIndex[] openings(Variant variant) {
    PointerIndex one = open(variant);
    given(one, SampleRows.pointer("there before", 0));
    return new PointerIndex[] {one, open(variant)};
  }

  /** Lets racers try one commit each, and returns the results. */
  private List<Try> race(PointerIndex[] openings, int racers, IntFunction<Commit> commits) {
    return Race.run(
        racers,
        racer -> {
          Commit commit = commits.apply(racer);
          return () -> new Try(commit, openings[racer % 2].commit(commit, CALL));
        });
  }

  private static Row winner(List<Try> tries) {
    List<Row> winners = new ArrayList<>();
    for (Try each : tries) {
      if (each.result() instanceof Committed) {
        winners.add(each.row());
      }
    }
    assertThat(winners).as("winners of %s", tries).hasSize(1);
    for (Try each : tries) {
      if (!(each.result() instanceof Committed)) {
        assertThat(each.result()).isInstanceOf(Conflict.class);
      }
    }
    return winners.get(0);
  }

  /**
   * "It must write only if every row's slot is absent": of those who race for one, one finds it so.
   */
  @EachVariant
  void aSlotHasExactlyOneWinner(Variant variant) {
    PointerIndex[] openings = openings(variant);
    for (int round = 0; round < contract.rounds(); round++) {
      String id = "slot" + round;
      List<Try> tries =
          race(openings, contract.racers(), i -> absent(openings[0], SampleRows.inline(id, 0, 9)));
      Row winner = winner(tries);
      assertThat(rows(openings[0], id)).containsExactly(winner);
      for (Try each : tries) {
        if (each.result() instanceof Conflict conflict) {
          assertThat(conflict.inTheWay()).isEqualTo(winner);
        }
      }
    }
  }

  /**
   * "Writes all rows of a commit, or none": writers of whatever versions collide on the next slot.
   */
  @Test
  void writersOfDifferentVersionsCollideOnTheFiller() {
    PointerIndex[] openings = openings(Variant.MULTI);
    for (int round = 0; round < contract.rounds(); round++) {
      String id = "gap" + round;
      Row zero = SampleRows.pointer(id, 0);
      given(openings[0], zero);
      List<Try> tries =
          race(
              openings,
              contract.racers(),
              racer ->
                  racer == 0
                      ? absent(openings[0], SampleRows.pointer(id, 1))
                      : absent(openings[0], IndexCommitLaws.pair(id, 1, 1 + racer)));
      Row winner = winner(tries);
      List<Row> expected = new ArrayList<>(List.of(zero));
      for (Try each : tries) {
        if (each.row().equals(winner)) {
          expected.addAll(each.commit().rows());
        }
      }
      assertThat(rows(openings[0], id)).isEqualTo(expected);
    }
  }

  /** "the row there stands as it was read": of those who read the same row, one replaces it. */
  @Test
  void aReplacedRowHasExactlyOneSuccessor() {
    PointerIndex[] openings = openings(Variant.SINGLE);
    Row[] read = {SampleRows.pointer(ID, 0)};
    given(openings[0], read[0]);
    for (int round = 1; round <= contract.rounds(); round++) {
      int version = round;
      List<Try> tries =
          race(
              openings,
              contract.racers(),
              i -> replacing(openings[0], read[0], SampleRows.inline(ID, version, 9)));
      Row winner = winner(tries);
      assertThat(rows(openings[1], ID)).containsExactly(winner);
      read[0] = winner;
    }
  }

  /** "if it stands as it was read": a row is either retired or replaced, never both. */
  @Test
  void aRowIsEitherRetiredOrReplaced() {
    PointerIndex[] openings = openings(Variant.SINGLE);
    for (int round = 0; round < contract.rounds(); round++) {
      Row row = SampleRows.pointer("either" + round, 0);
      given(openings[0], row);
      Row next = SampleRows.pointer(row.id(), 1);
      Commit commit = replacing(openings[0], row, next);
      List<Boolean> done =
          Race.run(
              2,
              racer ->
                  racer == 0
                      ? () -> openings[0].commit(commit, CALL) instanceof Committed
                      : () -> openings[1].retire(Retirement.marker(row), CALL));
      assertThat(done).as("replaced, retired").containsExactlyInAnyOrder(true, false);
      assertThat(newest(openings[0], row.id())).isEqualTo(done.get(0) ? next : row.marker());
    }
  }

  /** "if … the row of Commit.standing() still holds": not once its retirement was answered. */
  @Test
  void aStandingRowIsNotRetiredBeneathACommit() {
    PointerIndex[] openings = openings(Variant.MULTI);
    for (int round = 0; round < contract.rounds(); round++) {
      Row old = SampleRows.pointer("standing" + round, 0);
      given(openings[0], old);
      AtomicBoolean retired = new AtomicBoolean();
      List<Long> counts =
          Race.run(
              2,
              racer ->
                  racer == 0
                      ? () -> commitsWhile(openings[0], old, retired)
                      : () -> {
                        assertThat(openings[1].retire(Retirement.marker(old), CALL)).isTrue();
                        retired.set(true);
                        return 0L;
                      });
      assertThat(rows(openings[1], old.id())).hasSize(1 + counts.get(0).intValue());
    }
  }

  /** Repeats commits with a standing row until one is refused, and returns how many were not. */
  private static long commitsWhile(PointerIndex index, Row old, AtomicBoolean retired) {
    for (long version = 1; ; version++) {
      boolean refusalIsDue = retired.get();
      Commit commit = standing(index, old, SampleRows.inline(old.id(), version, 8));
      CommitResult result = index.commit(commit, CALL);
      if (result instanceof Conflict conflict) {
        assertThat(conflict.inTheWay()).isNull();
        return version - 1;
      }
      assertThat(result).isInstanceOf(Committed.class);
      assertThat(refusalIsDue).as("committed after the retirement was answered").isFalse();
    }
  }

  /** Racing writers who each read the newest and write the next make one gapless chain. */
  @EachVariant
  void racingWritersMakeOneChain(Variant variant) {
    PointerIndex[] openings = openings(variant);
    Row zero = SampleRows.inline(ID, 0, 8);
    given(openings[0], zero);
    AtomicLong acknowledged = new AtomicLong();
    int each = contract.rounds();
    List<List<Try>> histories =
        Race.run(
            contract.racers(),
            racer -> () -> writeNext(openings[racer % 2], variant, each, acknowledged));
    List<Row> written = new ArrayList<>(List.of(zero));
    for (List<Try> history : histories) {
      for (Try one : history) {
        if (one.result() instanceof Committed) {
          written.add(one.row());
        }
      }
    }
    written.sort((a, b) -> Long.compare(a.version(), b.version()));
    assertThat(written).extracting(Row::version).doesNotHaveDuplicates();
    assertThat(written).last().extracting(Row::version).isEqualTo(written.size() - 1L);
    for (List<Try> history : histories) {
      for (Try one : history) {
        if (one.result() instanceof Conflict conflict) {
          assertThat(written)
              .as("what was in the way was committed")
              .contains(present(conflict.inTheWay()));
        }
      }
    }
    List<Row> expected =
        variant == Variant.MULTI ? written : written.subList(written.size() - 1, written.size());
    assertThat(rows(openings[0], ID)).isEqualTo(expected);
  }

  private static List<Try> writeNext(
      PointerIndex index, Variant variant, int commits, AtomicLong acknowledged) {
    List<Try> history = new ArrayList<>();
    int done = 0;
    while (done < commits) {
      long before = acknowledged.get();
      Row read = present(newest(index, ID));
      assertThat(read.version()).as("a consistent read").isGreaterThanOrEqualTo(before);
      Row next = SampleRows.inline(ID, read.version() + 1, 8);
      Commit commit = variant == Variant.MULTI ? absent(index, next) : replacing(index, read, next);
      CommitResult result = index.commit(commit, CALL);
      if (result instanceof Committed) {
        acknowledged.accumulateAndGet(next.version(), Math::max);
        done++;
      } else {
        assertThat(result).isInstanceOf(Conflict.class);
      }
      history.add(new Try(commit, result));
    }
    return history;
  }

  /**
   * "Laws for every method: it must be safe for use by many threads, and by several processes if
   * the medium is shared": writers of different ids don't disturb each other.
   */
  @EachVariant
  void writersOfDifferentIdsDoNotConflict(Variant variant) {
    PointerIndex[] openings = openings(variant);
    Function<Integer, String> id = racer -> "racer" + racer;
    List<Row> last =
        Race.run(
            contract.racers(),
            racer ->
                () -> {
                  PointerIndex index = openings[racer % 2];
                  Row before = SampleRows.inline(id.apply(racer), 0, 8);
                  given(index, before);
                  for (int version = 1; version < contract.rounds(); version++) {
                    Row next = SampleRows.inline(before.id(), version, 8);
                    committed(
                        index,
                        variant == Variant.MULTI
                            ? absent(index, next)
                            : replacing(index, before, next));
                    assertThat(newest(index, next.id())).isEqualTo(next);
                    before = next;
                  }
                  return before;
                });
    for (Row row : last) {
      assertThat(Arrays.stream(openings).map(index -> newest(index, row.id()))).containsOnly(row);
    }
  }
}
