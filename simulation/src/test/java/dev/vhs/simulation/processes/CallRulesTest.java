package dev.vhs.simulation.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.simulation.processes.CallRecord.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallRulesTest {
  private final List<CallRecord> calls = new ArrayList<>();
  private final NavigableMap<Long, Made> versions = new TreeMap<>();
  private long now;

  /** A call that begins after all before it have ended. */
  private void call(String tag, String action, Answer answer, long version, String shown) {
    calls.add(new CallRecord(tag, action, "a", ++now, ++now, answer, version, shown));
  }

  private void wrote(String tag, long version, String base) {
    call(tag, "UPSERT", Answer.WROTE, version, "");
    versions.put(version, new Made(tag, base));
  }

  private void check() {
    new CallRules("a", calls, versions, true).check();
  }

  private void assertIllegal(String words) {
    assertThatThrownBy(this::check).isInstanceOf(AssertionError.class).hasMessageContaining(words);
  }

  @Test
  void aChainOfWhichEachIsMadeFromTheOneBelowIsLegal() {
    wrote("p1.0", 0, Made.NOTHING);
    wrote("p2.0", 1, "p1.0");
    call("p3.0", "GET_LATEST", Answer.READ, 1, "p2.0");
    call("p3.1", "DELETE", Answer.WROTE, 2, "");
    versions.put(2L, new Made("", Made.WHATEVER));
    wrote("p1.1", 3, Made.NOTHING);
    call("p1.2", "PUT_LATEST", Answer.UNKNOWN, -1, "CommitOutcomeUnknown: no answer");
    call("p1.3", "UPSERT", Answer.REFUSED, -1, "VersionConflict: others were first");
    check();
  }

  @Test
  void whatAKilledProcessWroteIsLegalWhetherItIsThereOrNot() {
    wrote("p1.0", 0, Made.NOTHING);
    call("p2.0", "UPSERT", Answer.NOTHING, -1, "");
    check();
    versions.put(1L, new Made("p2.0", "p1.0"));
    check();
  }

  @Test
  void anAcknowledgedVersionThatIsNotThereIsLost() {
    wrote("p1.0", 0, Made.NOTHING);
    wrote("p1.1", 1, "p1.0");
    versions.remove(0L);
    assertIllegal("lost");
  }

  @Test
  void anotherValueInItsPlaceIsIllegal() {
    wrote("p1.0", 0, Made.NOTHING);
    versions.put(0L, new Made("p2.0", Made.NOTHING));
    assertIllegal("the value of");
  }

  @Test
  void aVersionThatIsGivenTwiceIsIllegal() {
    wrote("p1.0", 0, Made.NOTHING);
    call("p2.0", "DELETE", Answer.WROTE, 0, "");
    assertIllegal("was given to");
  }

  @Test
  void aWriteBelowAnEarlierOneIsIllegal() {
    wrote("p1.0", 1, Made.WHATEVER);
    wrote("p1.1", 0, Made.WHATEVER);
    assertIllegal("the version of");
  }

  @Test
  void aReadBelowAnEarlierReadIsIllegal() {
    wrote("p1.0", 0, Made.NOTHING);
    wrote("p1.1", 1, "p1.0");
    call("p3.0", "GET_LATEST", Answer.READ, 0, "p1.0");
    assertIllegal("the version of");
  }

  @Test
  void aReadOfWhatNobodyWroteIsIllegal() {
    wrote("p1.0", 0, Made.NOTHING);
    call("p3.0", "GET_LATEST", Answer.READ, 0, "p9.9");
    assertIllegal("who wrote what");
  }

  @Test
  void anUpdateThatWasDroppedIsIllegal() {
    wrote("p1.0", 0, Made.NOTHING);
    wrote("p1.1", 1, "p1.0");
    wrote("p2.0", 2, "p1.0");
    assertIllegal("what version 2 of a was made from");
  }

  @Test
  void aHoleInTheChainIsIllegal() {
    wrote("p1.0", 0, Made.NOTHING);
    wrote("p1.1", 2, Made.WHATEVER);
    assertIllegal("the next version");
  }

  @Test
  void aRefusedWriteThatIsThereIsIllegal() {
    wrote("p1.0", 0, Made.NOTHING);
    call("p2.0", "UPSERT", Answer.REFUSED, -1, "StoreUnavailable: no answer");
    versions.put(1L, new Made("p2.0", "p1.0"));
    assertIllegal("did not write");
  }

  @Test
  void anErrorThatNobodyMayMeetIsIllegal() {
    call("p3.0", "GET_LATEST", Answer.UNKNOWN, -1, "DanglingPointer: the object is gone");
    assertIllegal("DanglingPointer");
  }

  @Test
  void callsAreReadBackToTheLastWholeLine(@TempDir Path dir) throws Exception {
    CallRecord first = CallRecord.begin("p1.0", "UPSERT", "b/1");
    CallRecord told = first.told(Answer.REFUSED, -1, "StoreUnavailable:\ttwo\nlines");
    CallRecord second = CallRecord.begin("p1.1", "GC", "");
    Path file = dir.resolve("log");
    Files.writeString(file, first.beginning() + told.end() + second.beginning() + "E\tp1.1\t77");
    assertThat(CallRecord.read(file))
        .hasSize(2)
        .contains(second)
        .anyMatch(call -> call.shown().equals("StoreUnavailable: two lines"));
  }
}
