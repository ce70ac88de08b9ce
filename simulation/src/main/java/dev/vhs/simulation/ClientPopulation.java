package dev.vhs.simulation;

import dev.vhs.internal.StoreEngine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clients that come one after the other, each a process with an engine of its own and one or
 * two users, until all of them together have called as often as they are to.
 */
final class ClientPopulation {
  private static final int MAX_CLIENTS = 12;
  private static final double STRAYS = 0.4;

  /** The two users of a client, by their numbers in its stream. */
  private static final long ONE = 1;

  private static final long OTHER = 2;

  private final SimulationRun world;
  private final Plan plan;
  private final SeededRandom dice;
  private final Scheduler scheduler;
  private final long stream;
  private int left;
  private int arrived;

  /**
   * Creates clients that have not come yet.
   *
   * @param stream its own
   * @param calls how many calls it makes
   */
  ClientPopulation(SimulationRun world, long stream, int calls) {
    this.world = world;
    this.plan = world.plan();
    this.dice = world.dice();
    this.scheduler = world.scheduler();
    this.stream = stream;
    this.left = calls;
  }

  /** Lets the first ones come; when the scheduler has run, all of them are gone. */
  void come(int first) {
    for (Plan.Entry arrival : plan.of(stream)) {
      scheduler.after(Math.max(0, arrival.at() - scheduler.now()), () -> enter(arrival.name()));
    }
    for (int i = 0; i < first && !plan.isFollowed(); i++) {
      arrive();
    }
  }

  /** Lets another client take the place of one that crashed. */
  void replace(Client crashed) {
    if (left > 0 && world.machines().clients() < MAX_CLIENTS && !plan.isFollowed()) {
      scheduler.after(world.workload().think(), this::arrive);
    }
  }

  private void arrive() {
    long name = SeededRandom.stream(stream, arrived++);
    plan.enter(stream, new Plan.Entry(scheduler.now(), name));
    enter(name);
  }

  private void enter(long name) {
    long one = SeededRandom.stream(name, ONE);
    long other = SeededRandom.stream(name, OTHER);
    // Who came too late for any call is there again too, so that clients keep their numbers.
    boolean calls = !plan.of(one).isEmpty() || !plan.of(other).isEmpty();
    if (plan.isFollowed() && calls && !plan.keepsAnyOf(one) && !plan.keepsAnyOf(other)) {
      return;
    }
    dice.turnTo(name);
    Client client = world.machines().client();
    @Nullable Services elsewhere = dice.chance(STRAYS) ? world.elsewhere() : null;
    if (elsewhere != null) {
      world.history().add(new Event.Strayed(client.toString()));
    }
    StoreEngine engine =
        world
            .machines()
            .engine(client, elsewhere == null ? world.services() : elsewhere, world.mutant());
    List<SimulatedThread> others = new ArrayList<>();
    if (dice.nextBoolean()) {
      others.add(spawn(client, () -> live(user(client, engine, elsewhere != null), other)));
    }
    spawn(
        client,
        () -> {
          live(user(client, engine, elsewhere != null), one);
          others.forEach(fiber -> scheduler.awaitEnd(fiber, Long.MAX_VALUE));
          engine.close();
        });
  }

  private SimulatedThread spawn(Client client, Runnable life) {
    return scheduler.spawn(world.workload().think(), client, 0, life);
  }

  private User user(Client client, StoreEngine engine, boolean stray) {
    return world.machines().user(client, engine, stray);
  }

  private void live(User user, long name) {
    scheduler.turnTo(name);
    if (plan.isFollowed()) {
      for (Plan.Entry call : plan.of(name)) {
        if (plan.keeps(call.name())) {
          scheduler.pause(Math.max(0, call.at() - scheduler.now()));
          call(user, call.name());
        }
      }
      return;
    }
    for (int i = 0; left > 0; i++) {
      left--;
      scheduler.pause(world.workload().think());
      long call = SeededRandom.stream(name, i);
      plan.enter(name, new Plan.Entry(scheduler.now(), call));
      if (plan.keeps(call)) {
        call(user, call);
      }
    }
  }

  private void call(User user, long name) {
    long before = scheduler.turnTo(name);
    Operation operation = world.workload().next(user);
    world.changeBesides();
    user.perform(operation);
    scheduler.turnTo(before);
  }
}
