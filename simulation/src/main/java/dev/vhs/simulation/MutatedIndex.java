package dev.vhs.simulation;

import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.IndexTraits;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import dev.vhs.testkit.faults.ForwardingIndex;
import org.jspecify.annotations.Nullable;

/** A client's index, with what a mutant makes of its requests and answers. */
final class MutatedIndex extends ForwardingIndex {
  private final SimulatedIndex index;
  private final MutatedObjects objects;
  private final Mutant mutant;

  MutatedIndex(SimulatedIndex index, MutatedObjects objects, Mutant mutant) {
    super(index);
    this.index = index;
    this.objects = objects;
    this.mutant = mutant;
  }

  @Override
  public IndexTraits traits() {
    IndexTraits traits = index.traits();
    return traits.toBuilder().clock(mutant.clock(index.client(), traits.clock())).build();
  }

  @Override
  public @Nullable Row read(String id, long version, Consistency consistency, RequestContext call) {
    return index.read(id, version, consistency(consistency), call);
  }

  @Override
  public RowPage page(PageRequest request, RequestContext call) {
    return index.page(
        new PageRequest(
            request.id(),
            request.order(),
            request.beyond(),
            request.limit(),
            consistency(request.consistency())),
        call);
  }

  @Override
  public ScanPage scan(ScanRequest request, RequestContext call) {
    ScanPage page = index.scan(request, call);
    return new ScanPage(page.rows().stream().map(mutant::scanned).toList(), page.cursor());
  }

  @Override
  public CommitResult commit(Commit commit, RequestContext call) {
    mutant.beforeCommit(objects, commit, call);
    return mutant.commit(index, commit, call);
  }

  private Consistency consistency(Consistency asked) {
    return index.operation() == objects.sweep() ? mutant.ofSweep(asked) : asked;
  }
}
