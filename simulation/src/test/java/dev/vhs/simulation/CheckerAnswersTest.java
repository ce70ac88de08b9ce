package dev.vhs.simulation;

import static dev.vhs.simulation.Script.ID;
import static dev.vhs.simulation.Script.bytes;
import static dev.vhs.simulation.Script.pointer;
import static dev.vhs.simulation.Script.tombstone;
import static dev.vhs.simulation.Script.value;
import static dev.vhs.simulation.Script.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.CommitOutcomeUnknown;
import dev.vhs.DanglingPointer;
import dev.vhs.HigherVersionExists;
import dev.vhs.NoVersionExists;
import dev.vhs.RetentionPolicy;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.VersionAlreadyExists;
import dev.vhs.VersionConflict;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckerAnswersTest {
  private static final Row FIRST = value(0, 1, "w1", "-");
  private static final Row SECOND = value(1, 2, "w2", "-");

  private final Script script = new Script(Variant.MULTI);

  private void assertIllegal(String words) {
    Verdict verdict = script.verdict();
    assertThat(verdict.isOk()).isFalse();
    assertThat(verdict.explanation()).contains(words);
  }

  private void assertLegal() {
    assertThat(script.verdict()).isEqualTo(Verdict.OK);
  }

  private static Outcome read(Row row) {
    return new Outcome.Read(row, String.valueOf(Value.text(row.value())));
  }

  @Test
  void anAcknowledgedWriteThatDidNothingIsIllegal() {
    script.returned(script.call(Action.PUT_LATEST), new Outcome.Wrote(FIRST));
    assertIllegal("nothing was written");
  }

  @Test
  void anAcknowledgedWriteOfAnotherRowIsIllegal() {
    int call = script.call(Action.PUT_LATEST);
    script.committed(call, FIRST).returned(call, new Outcome.Wrote(SECOND));
    assertIllegal("and wrote");
  }

  @Test
  void aFailureThatWroteIsIllegal() {
    int call = script.call(Action.PUT_LATEST);
    script.committed(call, FIRST).threw(call, new VersionConflict("", ID, 0L));
    assertIllegal("and it had written");
  }

  @Test
  void anUnknownOutcomeMayHaveWrittenOrNot() {
    int written = script.call(Action.PUT_LATEST);
    int unwritten = script.call(Action.PUT_LATEST);
    script.committed(written, FIRST);
    script.threw(written, new CommitOutcomeUnknown("", ID, 0, write(1), null));
    script.threw(unwritten, new CommitOutcomeUnknown("", ID, 1, write(2), null));
    assertLegal();
  }

  @Test
  void aReadOfWhatWasNewestMeanwhileIsLegal() {
    script.wrote(FIRST);
    int call = script.call(Action.GET_LATEST);
    script.wrote(SECOND).returned(call, read(FIRST));
    assertLegal();
  }

  @Test
  void aReadOfWhatWasNewestBeforeTheCallIsIllegal() {
    script.wrote(FIRST, SECOND).returned(script.call(Action.GET_LATEST), read(FIRST));
    assertIllegal("never was so meanwhile");
  }

  @Test
  void aStaleReadIsLegalWhereItWasAskedFor() {
    script.wrote(FIRST, SECOND).returned(script.call(Action.GET_EVENTUAL), read(FIRST));
    assertLegal();
  }

  @Test
  void aReadOfWhatWasNeverWrittenIsIllegal() {
    script.wrote(FIRST).returned(script.call(Action.GET_LATEST), read(SECOND));
    assertIllegal("never was so meanwhile");
  }

  @Test
  void aWrongValueIsIllegal() {
    script.wrote(FIRST);
    script.returned(script.call(Action.GET_LATEST), new Outcome.Read(FIRST, "another"));
    assertIllegal("never was so meanwhile");
  }

  @Test
  void aReadOfOneVersionIsJudgedByThatVersion() {
    script.wrote(FIRST, SECOND).returned(script.call(Action.GET, 0), read(FIRST));
    assertLegal();
  }

  @Test
  void noVersionIsIllegalWhereThereWasOneAllTheWhile() {
    script.wrote(FIRST);
    script.threw(script.call(Action.GET_LATEST), new NoVersionExists("", ID, null));
    assertIllegal("there was one all the while");
  }

  @Test
  void noVersionIsLegalOfADeletedId() {
    script.wrote(FIRST);
    script.committed(script.call(Action.DELETE), tombstone(1, 2));
    script.threw(script.call(Action.GET_LATEST), new NoVersionExists("", ID, null));
    assertLegal();
  }

  @Test
  void aHistoryThatLeavesOutAVersionIsIllegal() {
    script.wrote(FIRST, SECOND);
    script.returned(script.call(Action.HISTORY), new Outcome.Listed(List.of(SECOND)));
    assertIllegal("did not list version 0");
  }

  @Test
  void aHistoryMayOrMayNotShowWhatIsWrittenMeanwhile() {
    script.wrote(FIRST);
    int call = script.call(Action.HISTORY);
    script.wrote(SECOND).returned(call, new Outcome.Listed(List.of(FIRST)));
    assertLegal();
  }

  @Test
  void aHistoryOutOfOrderIsIllegal() {
    script.wrote(FIRST, SECOND);
    script.returned(script.call(Action.HISTORY), new Outcome.Listed(List.of(FIRST, SECOND)));
    assertIllegal("out of order");
  }

  @Test
  void aScanThatLeavesOutAnIdIsIllegal() {
    script.wrote(FIRST);
    int call = script.call(Action.SCAN, "", -1, null, null);
    script.returned(call, new Outcome.Listed(List.of()));
    assertIllegal("did not list 'a'");
  }

  @Test
  void aPurgeThatLeavesAValueIsIllegal() {
    script.wrote(FIRST);
    int call = script.call(Action.PURGE);
    script.committed(call, tombstone(1, 2)).returned(call, new Outcome.Done("purged"));
    assertIllegal("left a v0 value");
  }

  @Test
  void aConflictWithNobodyIsIllegal() {
    script.threw(script.calls(Action.INIT, "w1"), new VersionAlreadyExists("", ID, 0));
    assertIllegal("a conflict that never was");
  }

  @Test
  void aConflictMustBeOfTheRightKind() {
    script.wrote(FIRST);
    script.threw(script.call(Action.PUT, 0), new HigherVersionExists("", ID, 0));
    assertIllegal("a conflict that never was");
  }

  @Test
  void anythingThatIsNotAStoresExceptionIsIllegal() {
    script.threw(script.call(Action.GET_LATEST), new IllegalStateException("oops"));
    assertIllegal("threw java.lang.IllegalStateException: oops");
  }

  @Test
  void whenNothingGoesWrongNothingIsUnavailable() {
    int before = script.call(Action.GET_LATEST);
    script.threw(before, new StoreUnavailable("", null)).add(new Event.Healed(true));
    assertLegal();
    script.threw(script.call(Action.GET_LATEST), new StoreUnavailable("", null));
    assertIllegal("although nothing was wrong");
  }

  @Test
  void anOrphanIsIllegalOnlyAtTheEnd() {
    int call = script.call(Action.PUT_LATEST);
    script.add(new Event.Stored(call, "a/1", bytes("w1<-|"))).add(new Event.Healed(true));
    assertLegal();
    script.add(new Event.Settled());
    assertIllegal("a/1 of operation 2 is left");
  }

  @Test
  void anOrphanIsIllegalBeforeTheSweepWhereNothingWentWrong() {
    int call = script.call(Action.PUT_LATEST);
    script.add(new Event.Stored(call, "a/1", bytes("w1<-|"))).add(new Event.Healed(false));
    assertIllegal("is left");
  }

  @Test
  void aMarkerIsIllegalAtTheEndButAsRowZero() {
    script.wrote(FIRST, SECOND, value(2, 3, "w3", "-"));
    int purge = script.call(Action.PURGE);
    script.committed(purge, tombstone(3, 4));
    for (Row row : List.of(FIRST, SECOND, value(2, 3, "w3", "-"))) {
      script.add(new Event.Retired(purge, row, row.marker()));
    }
    assertLegal();
    script.add(new Event.Settled());
    assertIllegal("a marker is left: a v1");
  }

  @Test
  void aPointerToNothingIsIllegalAtTheEnd() {
    script.add(new Event.Foreign(pointer(0, 1, "foreign-1"))).add(new Event.Settled());
    assertIllegal("points to nothing");
  }

  private static Script retirement(boolean cached, boolean byItself) {
    Script history = Script.cached(Variant.MULTI, cached).wrote(FIRST, SECOND);
    int prune = history.call(Action.PRUNE, ID, byItself ? "c1" : "c2", RetentionPolicy.newest(1));
    history.add(new Event.Retired(prune, FIRST, FIRST.marker()));
    history.returned(prune, new Outcome.Done(""));
    return history.returned(history.call(Action.GET, 0), read(FIRST));
  }

  @Test
  void onlyACacheMayShowAVersionThatWasPrunedElsewhere() {
    assertThat(retirement(true, false).verdict()).isEqualTo(Verdict.OK);
    assertThat(retirement(false, false).verdict().isOk()).isFalse();
  }

  @Test
  void noCacheMayShowAVersionThatItsOwnClientPruned() {
    assertThat(retirement(true, true).verdict().explanation()).contains("never was so meanwhile");
  }

  @Test
  void aCacheMayShowAVersionWhileItsOwnClientPrunesIt() {
    Script history = Script.cached(Variant.MULTI, true).wrote(FIRST, SECOND);
    int prune = history.call(Action.PRUNE, ID, "c1", RetentionPolicy.newest(1));
    history.add(new Event.Retired(prune, FIRST, FIRST.marker()));
    int get = history.call(Action.GET, 0);
    history.returned(prune, new Outcome.Done("")).returned(get, read(FIRST));
    assertThat(history.verdict()).isEqualTo(Verdict.OK);
  }

  private Script founded(String index) {
    Content facts =
        Content.builder(0, "0".repeat(64), "text/plain")
            .createdAt(Client.EPOCH)
            .metadata(Map.of("identity", "i1"))
            .build();
    Row row =
        Row.builder(Row.STORE_ID, 0)
            .kind(RowKind.STORE)
            .content(facts)
            .writeId(write(99))
            .committedAt(Client.EPOCH)
            .build();
    String object = "{\"identity\": \"i1\", \"index\": \"" + index + "\"}";
    int create = script.call(Action.CREATE);
    script.committed(create, row);
    return script.add(new Event.Stored(create, EndRules.STORE_OBJECT, bytes(object)));
  }

  @Test
  void aSweepBesideALostTableIsIllegal() {
    founded("first").add(new Event.TableLost(List.of(), "second"));
    script.returned(script.call(Action.GC), new Outcome.Done("swept"));
    assertIllegal("did not belong together");
  }

  @Test
  void aSweepThatIsRefusedThenIsLegalAndOneBeforeIsNot() {
    founded("first").add(new Event.TableLost(List.of(), "second"));
    script.threw(script.call(Action.GC), new StoreMismatch("", null));
    assertLegal();
    Script whole = new Script(Variant.MULTI);
    assertThat(whole.threw(whole.call(Action.GC), new StoreMismatch("", null)).verdict().isOk())
        .as("a store that was not founded yet")
        .isTrue();
  }

  @Test
  void aWholeStoreThatRefusesIsIllegal() {
    founded("first").threw(script.call(Action.GC), new StoreMismatch("", null));
    assertIllegal("found the store not whole");
  }

  @Test
  void aStrayThatIsNotRefusedIsIllegal() {
    script.add(new Event.Strayed("c1"));
    script.threw(script.call(Action.GC), new StoreMismatch("", null));
    assertLegal();
    script.returned(script.call(Action.GC), new Outcome.Done("swept"));
    assertIllegal("was not refused");
  }

  @Test
  void aDanglingPointerIsLegalOnlyWhereATableWasRestored() {
    Row pointer = pointer(0, 1, "a/1");
    script.add(new Event.TableLost(List.of(pointer), "second"));
    script.threw(script.call(Action.GET_LATEST), new DanglingPointer("", ID, 0L, null, null));
    assertLegal();
    script.returned(script.call(Action.ADOPT), new Outcome.Done("adopted"));
    assertIllegal("points to nothing");
  }
}
