package dev.vhs.simulation.laws;

import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.CommitResult.Committed;
import dev.vhs.spi.CommitResult.Conflict;
import dev.vhs.spi.RequestContext;
import dev.vhs.testkit.faults.ForwardingIndex;
import java.time.Instant;

/** An index in memory that breaks one promise of its commits. */
final class BrokenIndex extends ForwardingIndex {
  /** A broken promise, and the group and the law of the engine that must fail over it. */
  enum Defect {
    FORGETS_THE_CONDITION("Conflicts", "initLosesToAnother"),
    FORGETS_THE_REPLACED_ROW("Conflicts", "replaceLosesToAnother"),
    FORGETS_THE_STANDING_ROW("Conflicts", "restoreLosesToAPrune"),
    HIDES_THE_ROW_IN_THE_WAY("LostAnswers", "everyWriteIsMadeExactlyOnce"),
    APPLIES_AFTER_NOT_AFTER("LostAnswers", "theObjectOfAnUnknownWriteIsSwept");

    final String group;
    final String caughtBy;

    Defect(String group, String caughtBy) {
      this.group = group;
      this.caughtBy = caughtBy;
    }
  }

  private static final Instant NEVER = Instant.MAX.minusSeconds(9);

  private final MemoryPointerIndex memory;
  private final Defect defect;

  BrokenIndex(MemoryPointerIndex memory, Defect defect) {
    super(memory);
    this.memory = memory;
    this.defect = defect;
  }

  @Override
  public CommitResult commit(Commit commit, RequestContext context) {
    return switch (defect) {
      case FORGETS_THE_CONDITION -> plant(commit);
      case FORGETS_THE_REPLACED_ROW ->
          commit.replaces() == null ? memory.commit(commit, context) : plant(commit);
      case FORGETS_THE_STANDING_ROW ->
          memory.commit(commit.toBuilder().standing(null).build(), context);
      case HIDES_THE_ROW_IN_THE_WAY ->
          memory.commit(commit, context) instanceof Conflict
              ? new Conflict(null, true)
              : new Committed();
      case APPLIES_AFTER_NOT_AFTER ->
          memory.commit(commit.toBuilder().notAfter(NEVER).build(), context);
    };
  }

  private CommitResult plant(Commit commit) {
    commit.rows().forEach(memory::plant);
    return new Committed();
  }
}
