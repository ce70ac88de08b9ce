package dev.vhs.simulation;

import static dev.vhs.simulation.Script.ID;
import static dev.vhs.simulation.Script.bytes;
import static dev.vhs.simulation.Script.pointer;
import static dev.vhs.simulation.Script.tombstone;
import static dev.vhs.simulation.Script.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.CommitOutcomeUnknown;
import dev.vhs.Location;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.internal.protocol.RowInfo;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckerEffectsTest {
  private final Script multi = new Script(Variant.MULTI);
  private final Script single = new Script(Variant.SINGLE);

  private static void assertIllegal(Script script, String words) {
    Verdict verdict = script.verdict();
    assertThat(verdict.isOk()).isFalse();
    assertThat(verdict.explanation()).contains(words);
  }

  @Test
  void aChainThatRisesIsLegal() {
    multi.wrote(value(0, 1, "w1", "-"), value(1, 2, "w2", "-"));
    assertThat(multi.verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void aVersionBelowAnotherIsIllegal() {
    multi.wrote(value(0, 1, "w1", "-"));
    int put = multi.call(Action.PUT, 5);
    multi.committed(put, value(5, 2, "w2", "-"));
    multi.committed(multi.call(Action.PUT_LATEST), value(1, 3, "w3", "-"));
    assertIllegal(multi, "version 5 had been there before");
  }

  @Test
  void aVersionBelowOneThatWasDroppedIsIllegal() {
    multi.wrote(value(0, 1, "w1", "-"), tombstone(1, 2));
    int purge = multi.call(Action.PURGE);
    multi.add(new Event.Retired(purge, value(0, 1, "w1", "-"), null));
    multi.committed(multi.call(Action.INIT), value(0, 3, "w3", "-"));
    assertIllegal(multi, "version 0 of 'a', and version 1 had been there");
  }

  @Test
  void aWriteThatTakesEffectTwiceIsIllegal() {
    int call = multi.call(Action.PUT_LATEST);
    multi.committed(call, value(0, 1, "w1", "-")).committed(call, value(1, 1, "w1", "-"));
    assertIllegal(multi, "took effect twice");
  }

  @Test
  void aCallThatWritesTwiceUnderTwoNamesIsIllegal() {
    int call = multi.call(Action.PUT_LATEST);
    multi.committed(call, value(0, 1, "w1", "-")).committed(call, value(1, 2, "w1", "-"));
    assertIllegal(multi, "took effect twice");
  }

  @Test
  void aWriteAfterItsCallSaidThatNothingWasWrittenIsIllegal() {
    int call = multi.call(Action.PUT_LATEST);
    multi.threw(call, new StoreUnavailable("", null)).committed(call, value(0, 1, "w1", "-"));
    assertIllegal(multi, "had said that nothing was written");
  }

  @Test
  void aPointerToNothingIsIllegal() {
    multi.committed(multi.call(Action.PUT_LATEST), pointer(0, 1, "a/1"));
    assertIllegal(multi, "named an object that is not there");
  }

  @Test
  void aNamedObjectThatIsDeletedIsIllegal() {
    int call = multi.call(Action.PUT_LATEST);
    multi
        .add(new Event.Stored(call, "a/1", bytes("w1<-|")))
        .committed(call, pointer(0, 1, "a/1"))
        .add(new Event.Removed(multi.call(Action.GC), "a/1"));
    assertIllegal(multi, "was deleted, and a v0");
  }

  @Test
  void aForeignObjectThatIsDeletedIsIllegal() {
    multi
        .add(new Event.Stored(0, "foreign-1", bytes("f1<-|")))
        .add(new Event.Removed(multi.call(Action.GC), "foreign-1"));
    assertIllegal(multi, "not the store's");
  }

  @Test
  void anUpdateOfAnythingButTheNewestIsIllegal() {
    multi.wrote(value(0, 1, "w1", "-"), value(1, 2, "w2", "-"));
    multi.committed(multi.calls(Action.UPDATE, "w3"), value(2, 3, "w3", "w1"));
    assertIllegal(multi, "not from what is newest");
  }

  @Test
  void anUpdateOfTheNewestIsLegal() {
    multi.wrote(value(0, 1, "w1", "-"));
    multi.committed(multi.calls(Action.UPDATE, "w2"), value(1, 2, "w2", "w1"));
    assertThat(multi.verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void anUpdateThatUndoesAForeignChangeIsIllegal() {
    single.wrote(value(0, 1, "w1", "-"));
    Row changed = pointer(0, 1, "foreign-1");
    single
        .add(new Event.Stored(0, "foreign-1", bytes("f1<-|")))
        .add(new Event.Foreign(changed))
        .committed(single.calls(Action.UPDATE, "w2"), value(1, 2, "w2", "w1"));
    assertIllegal(single, "not from what is newest");
  }

  @Test
  void aReplacementOfWhatWasNotReadIsIllegal() {
    Row read = value(0, 1, "w1", "-");
    single.wrote(read);
    single
        .add(new Event.Stored(0, "foreign-1", bytes("f1<-|")))
        .add(new Event.Foreign(pointer(0, 1, "foreign-1")));
    int call = single.call(Action.REPLACE, ID, -1, RowInfo.of(read, null), "w2");
    single.committed(call, value(1, 2, "w2", "-"));
    assertIllegal(single, "replaced what it had not read");
  }

  @Test
  void anInitUponADeletedIdIsIllegal() {
    Row zero = value(0, 1, "w1", "-");
    single.wrote(zero);
    single.committed(single.call(Action.DELETE), kept(zero, 1, 2));
    single.committed(single.calls(Action.INIT, "w3"), value(2, 3, "w3", "-"));
    assertIllegal(single, "init a w3 upon a v1 tombstone");
  }

  @Test
  void aRestoreOfARowThatIsGoneIsIllegal() {
    Row old = value(0, 1, "w1", "-");
    multi.wrote(old, value(1, 2, "w2", "-"));
    int prune = multi.call(Action.PURGE);
    multi.committed(prune, tombstone(2, 3)).add(new Event.Retired(prune, old, old.marker()));
    multi.committed(multi.call(Action.RESTORE, 0), value(3, 4, "w1", "-"));
    assertIllegal(multi, "while the old row is a v0 marker");
  }

  @Test
  void aValueThatIsTakenAwayByASweepIsIllegal() {
    Row old = value(0, 1, "w1", "-");
    multi.wrote(old, value(1, 2, "w2", "-"));
    multi.add(new Event.Retired(multi.call(Action.GC), old, old.marker()));
    assertIllegal(multi, "took away a v0");
  }

  @Test
  void aPurgeWithoutATombstoneIsIllegal() {
    Row old = value(0, 1, "w1", "-");
    multi.wrote(old, value(1, 2, "w2", "-"));
    multi.add(new Event.Retired(multi.call(Action.PURGE), old, old.marker()));
    assertIllegal(multi, "took away a v0");
  }

  @Test
  void theNewestRowMustStay() {
    multi.wrote(value(0, 1, "w1", "-"));
    int delete = multi.call(Action.DELETE);
    multi.committed(delete, tombstone(1, 2));
    multi.add(new Event.Retired(multi.call(Action.GC), tombstone(1, 2), null));
    assertIllegal(multi, "took away the newest row");
  }

  /** An object of a call that was told something, or nothing. */
  private static int stored(Script script, String key, RuntimeException told) {
    int call = script.calls(Action.PUT_LATEST, "w9");
    script.add(new Event.Stored(call, key, bytes("w9<-|")));
    script.threw(call, told);
    return call;
  }

  @Test
  void anObjectOfAWriteThatFailedForSureMustNotBeLeft() {
    stored(multi, "a/9", new StoreUnavailable("nothing written", null));
    multi.add(new Event.Ended());
    assertIllegal(multi, "object a/9 of #2 c1 put-latest a w9 is left, whose end was known");
  }

  @Test
  void anObjectOfAWriteOfUnknownOutcomeMayBeLeft() {
    stored(multi, "a/9", unknown());
    multi.add(new Event.Ended());
    assertThat(multi.verdict()).isEqualTo(Verdict.OK);
  }

  private static CommitOutcomeUnknown unknown() {
    return new CommitOutcomeUnknown("no answer", ID, 0, Script.write(9), null);
  }

  @Test
  void anObjectThatIsStoredWhenItsWriterHasGivenUpMayBeLeft() {
    int call = stored(multi, "a/9", new StoreUnavailable("nothing written", null));
    multi.add(new Event.Removed(call, "a/9"));
    multi.add(new Event.Stored(call, "a/9", bytes("w9<-|")));
    multi.add(new Event.Ended());
    assertThat(multi.verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void whatAWriteOfUnknownOutcomeReplacedMayBeLeft() {
    int first = single.calls(Action.PUT_LATEST, "w1");
    single.add(new Event.Stored(first, "a/1", bytes("w1<-|")));
    Row row = pointer(0, 1, "a/1");
    single.committed(first, row).returned(first, new Outcome.Wrote(row));
    int second = single.calls(Action.PUT_LATEST, "w2");
    single.committed(second, value(1, 2, "w2", "-")).threw(second, unknown());
    single.add(new Event.Ended());
    assertThat(single.verdict()).isEqualTo(Verdict.OK);
    int third = single.calls(Action.PUT_LATEST, "w3");
    single.add(new Event.Stored(third, "a/3", bytes("w3<-|")));
    Row newer = pointer(2, 3, "a/3");
    single.committed(third, newer).returned(third, new Outcome.Wrote(newer));
    single.wrote(value(3, 4, "w4", "-"));
    single.add(new Event.Ended());
    assertIllegal(single, "object a/3 of ");
  }

  @Test
  void aReadThatWritesIsIllegal() {
    multi.committed(multi.call(Action.GET_LATEST), value(0, 1, "w1", "-"));
    assertIllegal(multi, "get-latest a wrote");
  }

  /** A chain of the Scala client with a version 5 that leaves a gap above version 0. */
  private static Script shared(Runnable beforeTheGap, Script script) {
    script.add(new Event.Stored(ScalaWriter.OPERATION, "a/0", bytes("s0<-|")));
    script.add(new Event.Stored(ScalaWriter.OPERATION, "a/5", bytes("s5<-|")));
    script.add(new Event.Foreign(Row.foreign(ID, 0, new Location("", "a/0"))));
    beforeTheGap.run();
    return script.add(new Event.Foreign(Row.foreign(ID, 5, new Location("", "a/5"))));
  }

  private static void store(Script script, int call, String key, String tag) {
    script.add(new Event.Stored(call, key, bytes(tag + "<-|")));
  }

  @Test
  void aVersionInAnOpenGapIsLegalOnlyIfItsCallBeganBeforeTheGap() {
    Script early = Script.shared(Variant.MULTI);
    int[] call = new int[1];
    shared(() -> call[0] = early.call(Action.PUT_LATEST), early);
    store(early, call[0], "a/1", "w1");
    early.committed(call[0], pointer(1, 1, "a/1"));
    assertThat(early.verdict()).isEqualTo(Verdict.OK);

    Script late = shared(() -> {}, Script.shared(Variant.MULTI));
    int begun = late.call(Action.PUT_LATEST);
    store(late, begun, "a/1", "w1");
    late.committed(begun, pointer(1, 1, "a/1"));
    assertIllegal(late, "version 5 had been there before");
  }

  @Test
  void aVersionThatIsGivenTwiceIsIllegal() {
    Script script = Script.shared(Variant.MULTI);
    int[] call = new int[1];
    shared(() -> call[0] = script.call(Action.PUT_LATEST), script);
    store(script, call[0], "a/x", "w1");
    script.committed(call[0], pointer(5, 1, "a/x"));
    assertIllegal(script, "version 5 of 'a' a second time");
  }

  @Test
  void aRowThatTheScalaClientCantReadIsIllegal() {
    for (Row row : new Row[] {value(0, 1, "w1", "-"), tombstone(0, 1)}) {
      Script script = Script.shared(Variant.SINGLE);
      script.committed(script.call(Action.PUT_LATEST), row);
      assertIllegal(script, "the Scala client can't read");
    }
  }

  @Test
  void aMarkerInASharedStoreIsIllegal() {
    Script script = shared(() -> {}, Script.shared(Variant.MULTI));
    Row zero = Row.foreign(ID, 0, new Location("", "a/0"));
    script.add(new Event.Retired(script.call(Action.GC), zero.bare(), zero.marker()));
    assertIllegal(script, "a marker");
  }

  private static Row kept(Row deleted, long version, int write) {
    return deleted.toBuilder()
        .version(version)
        .kind(RowKind.TOMBSTONE)
        .writeId(Script.write(write))
        .committedAt(Client.EPOCH)
        .upTo(null)
        .format(Row.FORMAT)
        .build();
  }

  @Test
  void aSingleVersionDeletionThatKeepsNothingIsIllegal() {
    single.wrote(value(0, 1, "w1", "-"));
    single.committed(single.call(Action.DELETE), tombstone(1, 2));
    assertIllegal(single, "delete");
  }

  @Test
  void aTombstoneThatIsStrippedWithinTheGracePeriodIsIllegal() {
    Row zero = value(0, 1, "w1", "-");
    Row deleted = kept(zero, 1, 2);
    single.wrote(zero).committed(single.call(Action.DELETE), deleted);
    single.add(new Event.Retired(single.call(Action.GC), deleted, deleted.bare()));
    assertIllegal(single, "within the grace period");
  }

  @Test
  void theStoreObjectGoesWithAnAdoptionOnly() {
    multi.add(new Event.Removed(multi.call(Action.ADOPT), EndRules.STORE_OBJECT));
    assertThat(multi.verdict()).isEqualTo(Verdict.OK);
    multi.add(new Event.Removed(multi.call(Action.GC), EndRules.STORE_OBJECT));
    assertIllegal(multi, "the store object was deleted");
  }

  @Test
  void versionsAreCountedAnewFromTheTableThatWasRestored() {
    Row zero = value(0, 1, "w1", "-");
    multi.wrote(zero, value(1, 2, "w2", "-"));
    multi.add(new Event.TableLost(List.of(zero), "another"));
    multi.wrote(value(1, 3, "w3", "-"));
    assertThat(multi.verdict()).isEqualTo(Verdict.OK);
    multi.committed(multi.call(Action.PUT_LATEST), value(1, 4, "w4", "-"));
    assertIllegal(multi, "version 1 had been there before");
  }
}
