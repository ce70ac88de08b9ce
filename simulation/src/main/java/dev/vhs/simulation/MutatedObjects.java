package dev.vhs.simulation;

import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.ObjectTraits;
import dev.vhs.spi.RequestContext;
import dev.vhs.testkit.faults.ForwardingObjectStore;

/** A client's object store, with what a mutant makes of its answers. */
final class MutatedObjects extends ForwardingObjectStore {
  private static final int PAGE = 1000;

  private final SimulatedObjects objects;
  private final Mutant mutant;
  private int sweep;

  MutatedObjects(SimulatedObjects objects, Mutant mutant) {
    super(objects);
    this.objects = objects;
    this.mutant = mutant;
  }

  @Override
  public ObjectTraits traits() {
    ObjectTraits traits = objects.traits();
    return traits.toBuilder().clock(mutant.clock(objects.client(), traits.clock())).build();
  }

  /** Returns the number of the operation that listed last: only sweeps do. */
  int sweep() {
    return sweep;
  }

  @Override
  public ObjectPage list(String prefix, String after, int limit, RequestContext call) {
    sweep = objects.operation();
    ObjectPage page = objects.list(prefix, after, limit, call);
    return new ObjectPage(page.objects().stream().map(mutant::listed).toList(), page.last());
  }

  /** Erases nothing; a mutant's purge deletes whatever it finds at its end. */
  @Override
  public long eraseDeleted(String prefix, RequestContext call) {
    if (!mutant.purgesByListing()) {
      return 0;
    }
    ObjectPage page = objects.list(prefix, "", PAGE, call);
    for (ObjectInfo object : page.objects()) {
      objects.delete(object.location(), call);
    }
    return page.objects().size();
  }
}
