package dev.vhs.simulation;

import dev.vhs.internal.StoreEngine;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.runtime.StoreSettings;
import dev.vhs.spi.Backend;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The maker of the clients of a history, with their engines and users. */
final class Machines {
  private static final String NAME = "simulated:";
  private static final int MACHINES_OFF_BY_GRACES = 3;

  private final SeededRandom dice;
  private final Scheduler scheduler;
  private final Network network;
  private final History history;
  private final StoreSettings settings;
  private final Duration maxSkew;
  private final SweepNotes sweepNotes = new SweepNotes();
  private int clients;

  /**
   * Makes none yet.
   *
   * @param settings of every engine
   * @param maxSkew how far a client's view of a service's clock is off at most
   */
  Machines(
      SeededRandom dice,
      Scheduler scheduler,
      Network network,
      History history,
      StoreSettings settings,
      Duration maxSkew) {
    this.dice = dice;
    this.scheduler = scheduler;
    this.network = network;
    this.history = history;
    this.settings = settings;
    this.maxSkew = maxSkew;
  }

  /** Returns how many clients there were. */
  int clients() {
    return clients;
  }

  /** Returns the place where the sweeps of all users note how far they are. */
  SweepNotes sweepNotes() {
    return sweepNotes;
  }

  /** Returns a client whose clocks are right. */
  Client exactClient() {
    return client(Clocks.EXACT);
  }

  /** Returns a client whose clocks are off. */
  Client client() {
    return client(Clocks.any(dice, maxSkew, settings.grace().multipliedBy(MACHINES_OFF_BY_GRACES)));
  }

  private Client client(Clocks clocks) {
    return new Client("c" + ++clients, scheduler, dice, clocks);
  }

  /**
   * Returns a client's engine.
   *
   * @param broken what is broken in it; null for nothing
   */
  StoreEngine engine(Client client, Services services, @Nullable Mutant broken) {
    SimulatedIndex index = new SimulatedIndex(client, scheduler, services, network);
    SimulatedObjects objects = new SimulatedObjects(client, scheduler, services, network);
    Backend backend =
        broken == null ? new Backend(index, objects, "", NAME) : broken.over(index, objects, NAME);
    Rules rules = broken == null ? Rules.SOUND : broken.rules();
    return new StoreEngine(backend, settings, client.environment(), rules);
  }

  /**
   * Returns a user of a client.
   *
   * @param stray whether the client uses another index with the objects
   */
  User user(Client client, StoreEngine engine, boolean stray) {
    return new User(
        client.toString(),
        engine,
        history,
        number -> scheduler.current().operation = number,
        stray,
        sweepNotes);
  }
}
