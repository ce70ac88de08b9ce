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

/** Repairs what is certain, and tells a journal before and after. */
final class Repairs {
  private final StoreContext engine;
  private final Consumer<Repair> journal;

  Repairs(StoreContext engine, Consumer<Repair> journal) {
    this.engine = engine;
    this.journal = journal;
  }

  /**
   * Brings back the object of a dangling pointer, where the medium keeps it and the pointer still
   * stands. A pointer that is retired right then has its object come back as an orphan at worst,
   * which the sweep takes.
   *
   * @return whether the object is there now
   */
  boolean undelete(Row row, Problem problem, OperationContext context) {
    Location location = row.payload();
    if (location == null
        || !engine.nativeFormat().keys().isUnderRoot(location)
        || !(engine.objects() instanceof SupportsUndelete deleted)) {
      return false;
    }
    Row now = engine.index().read(row.id(), row.version(), Consistency.CONSISTENT, context);
    if (now == null || !now.standsAs(row)) {
      return false;
    }
    tell(problem, Repair.State.BEGUN);
    Content content = row.content();
    boolean done =
        deleted.undelete(location, content == null ? -1 : content.storedSize(), context)
            && engine.objects().stat(location, context) != null;
    tell(problem, done ? Repair.State.DONE : Repair.State.IMPOSSIBLE);
    return done;
  }

  private void tell(Problem problem, Repair.State state) {
    journal.accept(new Repair(problem, Repair.Action.UNDELETE, state));
  }
}
