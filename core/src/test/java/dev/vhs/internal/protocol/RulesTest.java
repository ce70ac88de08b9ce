package dev.vhs.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.CommitOutcomeUnknown;
import dev.vhs.Location;
import dev.vhs.NoVersionExists;
import dev.vhs.Variant;
import dev.vhs.spi.Commit;
import dev.vhs.spi.Content;
import dev.vhs.spi.RecentWriteIds;
import dev.vhs.spi.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration GRACE = Duration.ofHours(24);
  private static final Duration WINDOW = Duration.ofHours(1);

  private static final Content CONTENT =
      Content.builder(0, "0".repeat(64), "text/plain").createdAt(NOW).build();

  private final Rules rules = Rules.SOUND;

  private static UUID write(int number) {
    return new UUID(number, (long) number << 40);
  }

  private static Row row(long version, int write) {
    return Row.tombstone("a", version, write(write), NOW);
  }

  private static Commit commit(Row row, @Nullable Row replaces) {
    return Commit.builder(List.of(row), NOW).replaces(replaces).build();
  }

  @Test
  void aFillerStandsForTheVersionItWasWrittenWith() {
    assertThat(rules.newestVersion(Row.filler("a", 3, 9, write(1), NOW))).isEqualTo(9);
    assertThat(rules.newestVersion(Row.filler("a", 3, 9, write(1), NOW).marker())).isEqualTo(9);
    assertThat(rules.newestVersion(row(3, 1))).isEqualTo(3);
  }

  @Test
  void aRowRemembersItsLastSixteenWrites() {
    RecentWriteIds recent = RecentWriteIds.NONE;
    for (int i = 1; i <= 17; i++) {
      recent = recent.prepend(write(i));
    }
    Row row = row(20, 99).withRecent(recent);

    assertThat(rules.isOurs(row, write(99))).isTrue();
    assertThat(rules.isOurs(row, write(17))).isTrue();
    assertThat(rules.isOurs(row, write(2))).isTrue();
    assertThat(rules.isOurs(row, write(1))).isFalse();
  }

  @Test
  void aMultiVersionConflictOverATakenSlotIsDefinite() {
    assertThat(rules.isDefinite(Variant.MULTI, commit(row(1, 1), null), row(1, 2), false, NOW))
        .isTrue();
  }

  @Test
  void aMultiVersionConflictOverAFreeSlotIsDefiniteOnlyWhileOurOwnRowWouldBeYoung() {
    Commit commit = commit(row(1, 1), null);
    Instant later = commit.notAfter().plusMillis(1);

    assertThat(rules.isDefinite(Variant.MULTI, commit, null, false, NOW)).isTrue();
    assertThat(rules.isDefinite(Variant.MULTI, commit, null, false, later)).isFalse();
    assertThat(rules.isDefinite(Variant.MULTI, commit, null, true, later)).isTrue();
  }

  @Test
  void aSingleVersionConflictAfterALostAnswerIsDefiniteOnlyIfTheRowReachesBackToItsBase() {
    Row base = row(1, 1).withRecent(RecentWriteIds.NONE.prepend(write(1)));
    Row reaching = row(3, 3).withRecent(base.recent().prepend(write(2)).prepend(write(3)));
    Row erased = row(3, 3).withRecent(RecentWriteIds.NONE.prepend(write(3)));
    Commit commit = commit(row(2, 9), base);

    assertThat(rules.isDefinite(Variant.SINGLE, commit, reaching, false, NOW)).isTrue();
    assertThat(rules.isDefinite(Variant.SINGLE, commit, erased, false, NOW)).isFalse();
    assertThat(rules.isDefinite(Variant.SINGLE, commit, erased, true, NOW)).isTrue();
    assertThat(rules.isDefinite(Variant.SINGLE, commit, null, false, NOW)).isFalse();
  }

  @Test
  void aSingleVersionConflictWithTheBaseItselfChangedByHandIsNotDefiniteAfterALostAnswer() {
    Row base = row(1, 1).withRecent(RecentWriteIds.NONE.prepend(write(1)));
    Row changed = base.pointedAt(1, new Location("", "by-hand"));
    Commit commit = commit(row(2, 9), base);

    assertThat(rules.isDefinite(Variant.SINGLE, commit, changed, false, NOW)).isFalse();
    assertThat(rules.isDefinite(Variant.SINGLE, commit, changed, true, NOW)).isTrue();
  }

  @Test
  void aFirstWriteIsJudgedByAListThatIsNotFull() {
    RecentWriteIds few = RecentWriteIds.NONE.prepend(write(2));
    RecentWriteIds full = RecentWriteIds.NONE;
    for (int i = 1; i <= 16; i++) {
      full = full.prepend(write(i));
    }
    Commit first = commit(row(0, 99), null);

    assertThat(rules.isDefinite(Variant.SINGLE, first, row(1, 2).withRecent(few), false, NOW))
        .isTrue();
    assertThat(rules.isDefinite(Variant.SINGLE, first, row(20, 16).withRecent(full), false, NOW))
        .isFalse();
  }

  private boolean isDefiniteAmongErasers(Commit commit, @Nullable Row inTheWay) {
    return rules.isDefiniteAmongErasers(Variant.SINGLE, commit, inTheWay, false, NOW);
  }

  private static Row erased(long version, String key) {
    return Row.foreign("a", version, new Location("", key));
  }

  @Test
  void aShortListProvesNothingWhereOthersEraseIt() {
    Commit first = commit(row(0, 99), null);
    Row later = row(2, 2).withRecent(RecentWriteIds.NONE.prepend(write(2)));

    assertThat(rules.isDefinite(Variant.SINGLE, first, later, false, NOW)).isTrue();
    assertThat(isDefiniteAmongErasers(first, later)).isFalse();
    assertThat(rules.isDefiniteAmongErasers(Variant.SINGLE, first, later, true, NOW)).isTrue();
    assertThat(isDefiniteAmongErasers(first, null)).isFalse();
  }

  @Test
  void aListThatReachesBackWasNotErased() {
    Row base = row(1, 1).withRecent(RecentWriteIds.NONE.prepend(write(1)));
    Row reaching = row(3, 3).withRecent(base.recent().prepend(write(2)).prepend(write(3)));

    assertThat(isDefiniteAmongErasers(commit(row(2, 9), base), reaching)).isTrue();
    assertThat(
            isDefiniteAmongErasers(
                commit(row(2, 9), base), base.pointedAt(1, new Location("", "by-hand"))))
        .isFalse();
  }

  @Test
  void aVersionIsGivenOnce() {
    Commit commit = commit(row(5, 9), erased(3, "three"));

    assertThat(isDefiniteAmongErasers(commit, erased(5, "theirs"))).isTrue();
    assertThat(isDefiniteAmongErasers(commit, erased(4, "theirs"))).isTrue();
    assertThat(isDefiniteAmongErasers(commit, erased(6, "theirs"))).as("upon ours?").isFalse();
    assertThat(isDefiniteAmongErasers(commit, erased(3, "by hand"))).as("set back?").isFalse();
    assertThat(isDefiniteAmongErasers(commit(row(0, 9), null), erased(0, "theirs"))).isTrue();
  }

  @Test
  void ourObjectUnderAnErasedWriteIdMayBeOurWrite() {
    Row ours = Row.pointer("a", 5, new Location("", "ours"), CONTENT, write(9), NOW);

    assertThat(isDefiniteAmongErasers(commit(ours, erased(4, "four")), erased(5, "ours")))
        .isFalse();
  }

  @Test
  void absenceTellsOnlyWhereGapsAreFilled() {
    assertThat(rules.absenceTells(true)).isTrue();
    assertThat(rules.absenceTells(false)).isFalse();
  }

  @Test
  void withoutMarkersOnlyYoungRowsStay() {
    Instant later = NOW.plus(GRACE).plusMillis(1);
    assertThat(rules.mayDropUnmarked(NOW, later, GRACE)).isTrue();
    assertThat(rules.mayDropUnmarked(NOW, NOW.plus(GRACE), GRACE)).isFalse();
    assertThat(rules.mayDropUnmarked(null, later, GRACE)).isFalse();
  }

  @Test
  void onlyAFailureThatWroteNothingLetsAnObjectGo() {
    assertThat(rules.mayDiscard(new NoVersionExists("", "a", null))).isTrue();
    assertThat(rules.mayDiscard(new CommitOutcomeUnknown("", "a", 1, write(1), null))).isFalse();
    assertThat(rules.mayDiscard(new IllegalStateException())).isFalse();
  }

  @Test
  void aReadIsTrustedWithinTheCommitWindow() {
    assertThat(rules.isTrusted(NOW, NOW.plus(WINDOW).minusMillis(1), WINDOW)).isTrue();
    assertThat(rules.isTrusted(NOW, NOW.plus(WINDOW), WINDOW)).isFalse();
    assertThat(rules.isTrusted(null, NOW, WINDOW)).isFalse();
  }

  @Test
  void rowZeroAndYoungRowsAndRowsWithoutAgeStay() {
    Instant later = NOW.plus(GRACE).plusMillis(1);
    assertThat(rules.mayDrop(row(1, 1), later, GRACE)).isTrue();
    assertThat(rules.mayDrop(row(0, 1), later, GRACE)).isFalse();
    assertThat(rules.mayDrop(row(1, 1), NOW.plus(GRACE), GRACE)).isFalse();
    assertThat(rules.mayDrop(Row.foreign("a", 1, new Location("", "k")), later, GRACE)).isFalse();
  }

  @Test
  void aChainIsProbedWhereItBreaksOffAndAtItsEnd() {
    assertThat(rules.mustProbe(row(1, 1), row(2, 2))).isFalse();
    assertThat(rules.mustProbe(row(1, 1), row(3, 2))).isTrue();
    assertThat(rules.mustProbe(row(1, 1), null)).isTrue();
    assertThat(rules.mustProbe(Row.filler("a", 1, 5, write(1), NOW), row(5, 1))).isFalse();
    assertThat(rules.mustProbe(Row.filler("a", 1, 5, write(1), NOW), row(2, 1))).isTrue();
  }

  @Test
  void aCommitIsBoundByItsReadAndByItsUpload() {
    Duration tolerance = Duration.ofMinutes(15);
    assertThat(rules.notAfter(NOW, null, GRACE, WINDOW, tolerance)).isEqualTo(NOW.plus(WINDOW));
    assertThat(rules.notAfter(NOW, NOW, GRACE, WINDOW, tolerance)).isEqualTo(NOW.plus(WINDOW));
    Instant longAgo = NOW.minus(Duration.ofHours(22));
    assertThat(rules.notAfter(NOW, longAgo, GRACE, WINDOW, tolerance))
        .isEqualTo(longAgo.plus(Duration.ofHours(22)).plus(Duration.ofMinutes(45)));
  }

  @Test
  void aPointerFromMemoryIsAsOldAsItsReading() {
    assertThat(rules.readAt(NOW, NOW.plus(WINDOW))).isEqualTo(NOW);
  }

  @Test
  void whatWasReadBeforeARetirementIsNotKept() {
    assertThat(rules.mayKeep(3, 3)).isTrue();
    assertThat(rules.mayKeep(3, 4)).isFalse();
  }

  @Test
  void aRowIsAsOldAsItsCommitWhateverItWasMadeFrom() {
    Row old = row(1, 1);
    assertThat(rules.committedAt(NOW.plus(GRACE), old, old.content())).isEqualTo(NOW.plus(GRACE));
  }

  @Test
  void anObjectThatTheNewRowSharesIsNotReclaimed() {
    Location shared = new Location("", "a/1");
    assertThat(rules.mayReclaim(shared, shared)).isFalse();
    assertThat(rules.mayReclaim(shared, new Location("", "a/2"))).isTrue();
    assertThat(rules.mayReclaim(shared, null)).isTrue();
  }

  @Test
  void nothingIsDeletedUnlessIndexAndObjectsBelongTogether() {
    assertThat(rules.mustBelongTogether()).isTrue();
  }
}
