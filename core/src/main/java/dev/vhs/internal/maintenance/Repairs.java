package dev.vhs.internal.maintenance;

import dev.vhs.Location;
import dev.vhs.Problem;
import dev.vhs.Repair;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import dev.vhs.spi.SupportsUndelete;
import java.util.function.Consumer;

/** The repairs that are certain to be right. Each is written to a journal before and after. */
final class Repairs {
  private final StoreContext store;
  private final Consumer<Repair> journal;

  Repairs(StoreContext store, Consumer<Repair> journal) {
    this.store = store;
    this.journal = journal;
  }

  /**
   * Brings back the object of a dangling pointer, if the medium keeps it and the pointer still
   * stands. If the pointer is retired at that very moment, the object comes back as an orphan at
   * worst, which the sweep deletes.
   *
   * @return true if the object is there now
   */
  boolean undelete(Row row, Problem problem, OperationContext context) {
    Location location = row.payload();
    if (location == null
        || !store.nativeFormat().keys().isUnderRoot(location)
        || !(store.objects() instanceof SupportsUndelete deleted)) {
      return false;
    }
    Row now =
        store.index().read(row.id(), row.version(), Consistency.CONSISTENT, context.forRequest());
    if (now == null || !now.standsAs(row)) {
      return false;
    }
    tell(problem, Repair.State.BEGUN);
    Content content = row.content();
    boolean done =
        deleted.undelete(
                location, content == null ? -1 : content.storedSize(), context.forRequest())
            && store.objects().stat(location, context.forRequest()) != null;
    tell(problem, done ? Repair.State.DONE : Repair.State.IMPOSSIBLE);
    return done;
  }

  private void tell(Problem problem, Repair.State state) {
    journal.accept(new Repair(problem, Repair.Action.UNDELETE, state));
  }
}
