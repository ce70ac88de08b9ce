package dev.vhs.simulation.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules for what the processes were told of one id, against what the store holds in the end.
 */
final class CallRules {
  private final String id;
  private final List<CallRecord> calls;
  private final NavigableMap<Long, Made> versions;
  private final boolean keepsAll;

  /**
   * Creates the rules of an id.
   *
   * @param versions the values that are there; of a deletion one with the base {@link
   *     Made#WHATEVER} and no tag
   * @param keepsAll whether the store keeps every version
   */
  CallRules(
      String id, List<CallRecord> calls, NavigableMap<Long, Made> versions, boolean keepsAll) {
    this.id = id;
    this.calls = calls.stream().filter(call -> call.id().equals(id)).toList();
    this.versions = versions;
    this.keepsAll = keepsAll;
  }

  void check() {
    checkAcknowledged();
    checkOrder();
    checkReads();
    if (keepsAll) {
      checkChain();
    }
    checkRefused();
  }

  /**
   * Checks that no version is given twice, and that each that was acknowledged is there with its
   * value.
   */
  private void checkAcknowledged() {
    Map<Long, CallRecord> writers = new HashMap<>();
    for (CallRecord call : told(CallRecord.Answer.WROTE)) {
      CallRecord other = writers.put(call.version(), call);
      assertThat(other)
          .as("version %d of %s was given to %s too", call.version(), id, call)
          .isNull();
      Made there = versions.get(call.version());
      if (keepsAll) {
        assertThat(there).as("lost: %s", call).isNotNull();
      }
      if (there != null && !call.action().equals("DELETE")) {
        assertThat(there.tag()).as("the value of %s", call).isEqualTo(call.tag());
      }
      long newest = versions.isEmpty() ? -1 : versions.lastKey();
      assertThat(newest)
          .as("the newest version, after %s", call)
          .isGreaterThanOrEqualTo(call.version());
    }
  }

  /**
   * Checks that what is acknowledged or shown is never below what was acknowledged or shown before.
   */
  private void checkOrder() {
    List<CallRecord> byEnd = new ArrayList<>(told(CallRecord.Answer.WROTE));
    byEnd.addAll(told(CallRecord.Answer.READ));
    byEnd.sort(Comparator.comparingLong(CallRecord::ended));
    List<CallRecord> byBeginning = new ArrayList<>(byEnd);
    byBeginning.sort(Comparator.comparingLong(CallRecord::began));
    int ended = 0;
    CallRecord highest = null;
    for (CallRecord call : byBeginning) {
      while (ended < byEnd.size() && byEnd.get(ended).ended() < call.began()) {
        CallRecord before = byEnd.get(ended++);
        highest = highest == null || before.version() > highest.version() ? before : highest;
      }
      if (highest != null) {
        boolean write = call.answer() == CallRecord.Answer.WROTE;
        assertThat(call.version())
            .as("the version of %s, after %s", call, highest)
            .isGreaterThanOrEqualTo(highest.version() + (write ? 1 : 0));
      }
    }
  }

  /** Checks that what is shown was written so, by a call that had begun. */
  private void checkReads() {
    Map<String, CallRecord> byTag = new HashMap<>();
    calls.forEach(call -> byTag.put(call.tag(), call));
    for (CallRecord read : told(CallRecord.Answer.READ)) {
      assertThat(byTag).as("who wrote what %s was shown", read).containsKey(read.shown());
      CallRecord writer = Objects.requireNonNull(byTag.get(read.shown()));
      assertThat(writer.began()).as("%s, seen by %s", writer, read).isLessThan(read.ended());
      if (writer.answer() == CallRecord.Answer.WROTE) {
        assertThat(read.version()).as("%s, seen by %s", writer, read).isEqualTo(writer.version());
      }
      Made there = versions.get(read.version());
      if (there != null) {
        assertThat(there.tag())
            .as("what is there now, and was shown to %s", read)
            .isEqualTo(read.shown());
      }
    }
  }

  /** Checks that no version is missing, and that each was made from the one below it. */
  private void checkChain() {
    long expected = 0;
    Made below = null;
    for (Map.Entry<Long, Made> entry : versions.entrySet()) {
      assertThat(entry.getKey()).as("the next version of %s", id).isEqualTo(expected++);
      Made made = entry.getValue();
      if (!made.base().equals(Made.WHATEVER)) {
        assertThat(made.base())
            .as("what version %d of %s was made from", entry.getKey(), id)
            .isEqualTo(below == null || below.tag().isEmpty() ? Made.NOTHING : below.tag());
      }
      below = made;
    }
  }

  /** Checks that what is said not to be written is not there. */
  private void checkRefused() {
    calls.forEach(CallRules::checkError);
    Set<String> there = versions.values().stream().map(Made::tag).collect(Collectors.toSet());
    for (CallRecord call : told(CallRecord.Answer.REFUSED)) {
      assertThat(there.contains(call.tag())).as("what %s did not write is there", call).isFalse();
    }
  }

  /**
   * Checks that a call failed because of others, or of a service out of reach, and in no other way.
   */
  static void checkError(CallRecord call) {
    String[] legal =
        switch (call.answer()) {
          case REFUSED ->
              new String[] {
                "StoreUnavailable", "VersionConflict", "VersionAlreadyExists", "HigherVersionExists"
              };
          case UNKNOWN -> new String[] {"CommitOutcomeUnknown"};
          default -> new String[] {""};
        };
    assertThat(legal).as("%s", call).anyMatch(error -> call.shown().startsWith(error));
  }

  private List<CallRecord> told(CallRecord.Answer answer) {
    return calls.stream().filter(call -> call.answer() == answer).toList();
  }
}
