package dev.vhs.testkit.simulation;

import dev.vhs.spi.Call;
import dev.vhs.spi.ObjectFacts;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.ObjectStore;
import dev.vhs.testkit.faults.ForwardingObjectStore;
import java.time.Instant;

/** An object store that lists every object as one stored long ago, for a mutant. */
final class AgedObjects extends ForwardingObjectStore {
  AgedObjects(ObjectStore objects) {
    super(objects);
  }

  @Override
  public ObjectPage list(String prefix, String after, int limit, Call call) {
    ObjectPage page = super.list(prefix, after, limit, call);
    return new ObjectPage(page.objects().stream().map(AgedObjects::aged).toList(), page.last());
  }

  private static ObjectFacts aged(ObjectFacts object) {
    return new ObjectFacts(object.location(), object.size(), Instant.EPOCH, object.userMetadata());
  }
}
