package dev.vhs.simulation;

import dev.vhs.internal.StoreEngine;

/** A user in a {@link LiveHistory}. For use by one thread, but for {@link #running}. */
public final class LiveUser {
  private final User user;
  private final Workload workload;
  private volatile int running;

  LiveUser(String name, StoreEngine engine, History history, Workload workload) {
    this.user =
        new User(name, engine, history, number -> running = number, false, new SweepNotes());
    this.workload = workload;
  }

  /** Returns the number of the call that is under way; 0 between calls. */
  public int running() {
    return running;
  }

  /** Creates the store. */
  public void create() {
    user.perform(Action.CREATE, "", -1);
  }

  /** Makes a call, whatever it may be, and enters how it ended. */
  public void act() {
    user.perform(workload.next(user));
  }

  /** Reads all there is, and shows that each id can still be written, and purged. */
  public void readAll() {
    user.readAll(workload.ids());
  }
}
