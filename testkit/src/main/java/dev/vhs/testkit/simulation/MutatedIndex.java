package dev.vhs.testkit.simulation;

import dev.vhs.spi.Call;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.testkit.faults.ForwardingIndex;

/** A client's index, with its conditional writes broken. */
final class MutatedIndex extends ForwardingIndex {
  private final SimulatedIndex index;
  private final Mutant mutant;

  MutatedIndex(SimulatedIndex index, Mutant mutant) {
    super(index);
    this.index = index;
    this.mutant = mutant;
  }

  @Override
  public CommitResult commit(Commit commit, Call call) {
    return mutant.commit(index, commit, call);
  }
}
