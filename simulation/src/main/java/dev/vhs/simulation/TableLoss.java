package dev.vhs.simulation;

import dev.vhs.Location;
import dev.vhs.RetentionPolicy;
import dev.vhs.Variant;
import dev.vhs.internal.StoreEngine;
import dev.vhs.spi.Row;
import java.util.List;
import java.util.Objects;

/**
 * A history in which the index is emptied, or restored to what it was at an earlier time, while the
 * bucket stays full.
 *
 * <p>It happens when nobody is about. Then everybody finds out: clients that come, and one that has
 * been there since before. Nobody may sweep, purge, prune or write until an operator has brought
 * back the objects that rows name and that were deleted since, and has adopted the index, when
 * nobody is about or among users who keep trying; the first to try may crash at it. Then clients
 * come as before.
 */
final class TableLoss {
  private static final int MIN_BEFORE = 6;
  private static final int MAX_BEFORE = 20;
  private static final int MIN_AFTER = 3;
  private static final int MAX_AFTER = 14;
  private static final int REFUSED = 6;
  private static final double HASTY = 0.4;
  private static final double AMONG_USERS = 0.3;
  private static final int LATEST_BACKUP = 6;

  private final SimulationRun world;
  private List<Row> backup = List.of();

  TableLoss(SimulationRun world) {
    this.world = world;
  }

  void happen() {
    SeededRandom dice = world.dice();
    Client survivor = world.machines().exactClient();
    StoreEngine engine = world.machines().engine(survivor, world.services(), world.mutant());
    as(survivor, user(survivor, engine), user -> user.perform(Action.CREATE, "", -1));
    if (dice.nextBoolean()) {
      world
          .scheduler()
          .after(
              dice.spread(1, LATEST_BACKUP * world.maxThink()),
              () -> backup = world.services().rows());
    }
    world.let(0, dice.nextInt(MIN_BEFORE, MAX_BEFORE));
    world.replaceIndex(backup);
    if (dice.chance(AMONG_USERS)) {
      bringBack();
      User before = user(survivor, engine);
      world
          .scheduler()
          .spawn(dice.spread(1, world.maxThink()), survivor, 0, () -> tryToDelete(before));
      adoptAmongUsers();
    } else {
      world.let(1, REFUSED);
      as(survivor, user(survivor, engine), this::tryToDelete);
      if (dice.chance(HASTY)) {
        adoptAmongFaults();
      }
      bringBack();
    }
    Client operator = world.machines().exactClient();
    as(operator, user(operator, engine(operator)), world::found);
    world.let(2, dice.nextInt(MIN_AFTER, MAX_AFTER));
  }

  private StoreEngine engine(Client client) {
    return world.machines().engine(client, world.services(), null);
  }

  private User user(Client client, StoreEngine engine) {
    return world.machines().user(client, engine, false);
  }

  private void as(Client client, User user, java.util.function.Consumer<User> work) {
    world.scheduler().spawn(0, client, 0, () -> work.accept(user));
    world.scheduler().run();
  }

  private void tryToDelete(User user) {
    user.perform(Action.GC, "", -1);
    for (String id : world.workload().ids()) {
      user.perform(Action.PURGE, id, -1);
      if (world.services().index().traits().variant() == Variant.MULTI) {
        user.prune(id, RetentionPolicy.newest(1));
      }
    }
  }

  /**
   * Lets an operator adopt who does not know yet which objects are missing, and may crash at it.
   */
  private void adoptAmongFaults() {
    world.network().worsen(world.profile().faults(), client -> {});
    Client hasty = world.machines().exactClient();
    as(hasty, user(hasty, engine(hasty)), user -> user.perform(Action.ADOPT, "", -1));
    world.network().heal();
  }

  /** Lets an operator adopt while users try again and again, who may crash at it. */
  private void adoptAmongUsers() {
    Client operator = world.machines().exactClient();
    User user = user(operator, engine(operator));
    world
        .scheduler()
        .spawn(
            world.dice().spread(1, world.maxThink()),
            operator,
            0,
            () -> user.perform(Action.ADOPT, "", -1));
    world.let(1, MAX_BEFORE);
  }

  private void bringBack() {
    world.services().rows().stream()
        .map(Row::payload)
        .filter(Objects::nonNull)
        .map(Location.class::cast)
        .forEach(world.services().bucket()::bringBack);
  }
}
