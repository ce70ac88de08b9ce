package dev.vhs.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Location;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The decision which conflict a commit meets, which every backend makes by {@link Commit}. */
class CommitTest {
  private static final Instant NOW = Instant.EPOCH;
  private static final UUID OURS = new UUID(1, 1);

  private final Map<Long, Row> there = new HashMap<>();
  private boolean holds = true;

  /** The slots of a multi-version index. */
  private final Slots<RuntimeException> slots =
      new Slots<>() {
        @Override
        public @Nullable Row at(Row row) {
          return there.get(row.version());
        }

        @Override
        public boolean holds(Row standing) {
          return holds;
        }
      };

  @Test
  void freeSlotsAllowACommit() {
    assertThat(Commit.of(pair(), NOW).conflict(slots, true)).isNull();
  }

  @Test
  void theFirstTakenSlotIsTold() {
    Row filler = ofOther(1);
    Row version = ofOther(5);
    there.put(1L, filler);
    there.put(5L, version);
    assertThat(Commit.of(pair(), NOW).conflict(slots, true))
        .isEqualTo(new CommitResult.Conflict(filler, true));
  }

  /** "If one of the commit's own rows stands in a slot, the conflict must carry that row". */
  @Test
  void anOwnRowGoesBeforeAnyOther() {
    Row own = pair().get(1);
    there.put(1L, ofOther(1));
    there.put(5L, own);
    holds = false;
    Commit commit = Commit.builder(pair(), NOW).standing(ofOther(0)).build();
    assertThat(commit.conflict(slots, false)).isEqualTo(new CommitResult.Conflict(own, false));
  }

  @Test
  void aTakenSlotGoesBeforeTheStandingRow() {
    Row taken = ofOther(5);
    there.put(5L, taken);
    holds = false;
    Commit commit = Commit.builder(pair(), NOW).standing(ofOther(0)).build();
    assertThat(commit.conflict(slots, true)).isEqualTo(new CommitResult.Conflict(taken, true));
  }

  @Test
  void aStandingRowThatDoesNotHoldRefusesWithoutARow() {
    holds = false;
    Commit commit = Commit.builder(pair(), NOW).standing(ofOther(0)).build();
    assertThat(commit.conflict(slots, true)).isEqualTo(new CommitResult.Conflict(null, true));
    holds = true;
    assertThat(commit.conflict(slots, true)).isNull();
  }

  @Test
  void theRowToReplaceMustStandAsItWasRead() {
    Row read = ofOther(1);
    Commit commit =
        Commit.builder(List.of(Row.tombstone("id", 1, OURS, NOW)), NOW).replaces(read).build();
    assertThat(commit.conflict(slots, true)).isEqualTo(new CommitResult.Conflict(null, true));
    there.put(1L, read);
    assertThat(commit.conflict(slots, true)).isNull();
    Row changed = read.pointedAt(1, new Location("", "elsewhere"));
    there.put(1L, changed);
    assertThat(commit.conflict(slots, true)).isEqualTo(new CommitResult.Conflict(changed, true));
  }

  /** A retired row leaves the same version of the same write. */
  @Test
  void aRetirementLeavesTheSameVersionOfTheSameWrite() {
    Row row = ofOther(1);
    assertThat(Retirement.marker(row).left()).isEqualTo(row.marker());
    assertThat(Retirement.drop(row).left()).isNull();
    for (Row left :
        List.of(
            row.toBuilder().version(2).build(),
            row.toBuilder().id("another").build(),
            row.toBuilder().writeId(OURS).build())) {
      assertThatThrownBy(() -> Retirement.of(row, left.marker()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aPrefixLosesHalfACharacterAtItsEnd() {
    assertThat(prefixed("a\uD83D").wholePrefix()).isEqualTo("a");
    assertThat(prefixed("\uD83D").wholePrefix()).isEmpty();
    assertThat(prefixed("a\uD83D\uDE00").wholePrefix()).isEqualTo("a\uD83D\uDE00");
    assertThat(prefixed("").wholePrefix()).isEmpty();
  }

  private static ScanRequest prefixed(String prefix) {
    return new ScanRequest(0, 1, prefix, null, 10, Consistency.CONSISTENT);
  }

  private static List<Row> pair() {
    return List.of(Row.filler("id", 1, 5, OURS, NOW), Row.tombstone("id", 5, OURS, NOW));
  }

  private static Row ofOther(long version) {
    return Row.tombstone("id", version, new UUID(2, version), NOW);
  }
}
