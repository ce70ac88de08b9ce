package dev.vhs.simulation;

import dev.vhs.Compatibility;
import dev.vhs.Location;
import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import dev.vhs.internal.StoreEngine;
import dev.vhs.internal.runtime.StoreSettings;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Row;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One history, from an empty store to a settled one.
 *
 * <p>First the store is created, mostly. Then clients come; those that crash are replaced. When all
 * users are done and the last late request has arrived, the table may be lost, and what is left is
 * found out and adopted, and clients come once more. In the end nothing goes wrong any more: a
 * sound client sweeps twice, a grace period apart, then reads everything and writes once more.
 */
final class SimulationRun {
  private static final long MAX_STEPS = 200_000;
  private static final Duration COMMIT_WINDOW = Duration.ofMinutes(1);
  private static final Duration LONG_GRACE = Duration.ofMinutes(10);
  private static final Duration TOLERANCE = Duration.ofSeconds(8);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(4);
  private static final Duration CONFLICT_BUDGET = Duration.ofSeconds(2);
  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(5);
  private static final Duration MAX_BACK_OFF = Duration.ofMillis(500);
  private static final int INLINE_ITEM_BYTES = 650;

  /**
   * So large that nothing is evicted, since Caffeine draws lots then; and the largest streams are
   * over an eighth of it.
   */
  private static final long CACHE_BYTES = 400 * 1024;

  private static final int MIN_OPERATIONS = 6;
  private static final int MAX_OPERATIONS = 36;
  private static final long MAX_ITEM_BYTES = 400 * 1024;
  private static final double BY_SCALA = 0.8;
  private static final long FOREIGN_WITHIN = 60_000_000;

  /** A change by another program, by its number in the stream of the call that it comes with. */
  private static final long FOREIGN = 1;

  /**
   * The longest that users think between calls: so long that calls overlap, up to past the grace.
   */
  private static final List<Duration> TEMPOS =
      List.of(
          Duration.ofMillis(30),
          Duration.ofMillis(300),
          Duration.ofSeconds(30),
          Duration.ofMinutes(3),
          Duration.ofMinutes(20));

  private final SeededRandom dice;
  private final Profile profile;
  private final @Nullable Mutant mutant;
  private final Plan plan;
  private final Scheduler scheduler;
  private final History history;
  private final Variant variant;
  private final Duration grace;
  private final Duration tolerance;
  private final InstantSource clock;
  private final long maxThink;
  private final Services services;
  private final Network network;
  private final Machines machines;
  private final Workload workload;
  private final ForeignWriter foreign;
  private final ScalaWriter scala;
  private @Nullable Services elsewhere;

  /**
   * Creates a history that has not begun.
   *
   * @param plan is written, or followed
   */
  SimulationRun(
      Profile profile,
      long seed,
      @Nullable Mutant mutant,
      Plan plan,
      boolean tracing,
      WorkerPool pool) {
    this.dice = new SeededRandom(seed);
    this.profile = profile;
    this.mutant = mutant;
    this.plan = plan;
    this.scheduler = new Scheduler(pool, dice, MAX_STEPS);
    Variant any = dice.nextBoolean() ? Variant.MULTI : Variant.SINGLE;
    this.variant = profile.variant() == null ? any : profile.variant();
    this.tolerance = dice.nextBoolean() ? TOLERANCE : Duration.ZERO;
    Duration least = COMMIT_WINDOW.plus(tolerance).multipliedBy(2);
    this.grace = dice.nextBoolean() ? LONG_GRACE : least;
    StoreSettings settings =
        new StoreSettings()
            .callTimeout(CALL_TIMEOUT)
            .closeTimeout(CALL_TIMEOUT)
            .parallelism(2)
            .compatibility(profile.isShared() ? Compatibility.SCALA : Compatibility.NATIVE)
            .conflictBudget(CONFLICT_BUDGET)
            .backOff(FIRST_BACK_OFF, MAX_BACK_OFF)
            .inlineItemBytes(dice.pick(List.of(0, INLINE_ITEM_BYTES, INLINE_ITEM_BYTES, 4096)))
            .reclaimBeforeReturning(dice.chance(0.3))
            .grace(grace, COMMIT_WINDOW)
            .cacheBytes(profile.isCached() ? CACHE_BYTES : 0);
    this.history = new History(Setting.of(profile, variant, grace), scheduler::now, tracing);
    this.clock = () -> Client.instant(scheduler.now());
    this.services = services(new SimulatedBucket(clock, history, dice), history, 1);
    this.network = new Network(scheduler, dice, plan, history, grace);
    this.machines =
        new Machines(dice, scheduler, network, history, settings, profile.maxSkew(tolerance));
    this.maxThink = dice.pick(TEMPOS).toNanos();
    this.workload = new Workload(profile, variant, dice, history, maxThink);
    this.foreign = new ForeignWriter(services, dice, grace, profile.isShared());
    this.scala = new ScalaWriter(services, scheduler, dice, grace);
  }

  private Services services(SimulatedBucket bucket, History changes, int number) {
    MemoryPointerIndex index = index(number);
    TornReads torn =
        new TornReads(index, scheduler, dice, plan, profile.faults().torn(), profile.maxStale());
    return new Services(index, bucket, torn, changes, dice);
  }

  private MemoryPointerIndex index(int number) {
    // Half of the tolerance that clients are told is for how far their view of the clock may be
    // off.
    return new MemoryPointerIndex(
        variant, clock, tolerance.dividedBy(2), MAX_ITEM_BYTES, () -> indexName(number));
  }

  SeededRandom dice() {
    return dice;
  }

  Plan plan() {
    return plan;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  History history() {
    return history;
  }

  Machines machines() {
    return machines;
  }

  Workload workload() {
    return workload;
  }

  Services services() {
    return services;
  }

  @Nullable Mutant mutant() {
    return mutant;
  }

  /** Returns another index with the same objects; null where there is none. */
  @Nullable Services elsewhere() {
    return elsewhere;
  }

  /** Lets it happen. */
  History run() {
    try {
      if (profile.isShared()) {
        scala.write(dice.pick(workload.ids()));
      }
      boolean created = dice.chance(0.9) || profile.mishap() != Profile.Mishap.NONE;
      if (created) {
        createStore();
      }
      if (profile.mishap() == Profile.Mishap.TABLE_LOST) {
        new TableLoss(this).happen();
      } else {
        if (profile.mishap() == Profile.Mishap.STRAYS) {
          scheduler.after(dice.spread(1, 4 * maxThink), this::misuseBucket);
        }
        let(0, dice.nextInt(MIN_OPERATIONS, MAX_OPERATIONS));
      }
      settle();
    } catch (IllegalStateException e) {
      history.add(new Event.Broken(String.valueOf(e.getMessage())));
    }
    return history;
  }

  private void createStore() {
    Client founder = machines.exactClient();
    User user = machines.user(founder, machines.engine(founder, services, null), false);
    scheduler.spawn(profile.isShared() ? scala.longestWrite() : 0, founder, 0, () -> found(user));
    scheduler.run();
  }

  /** Lets a crowd come, and waits until it is gone and the last late request has arrived. */
  void let(int number, int calls) {
    long stream = SeededRandom.stream(0, number);
    dice.turnTo(stream);
    ClientPopulation crowd = new ClientPopulation(this, stream, calls);
    network.worsen(profile.faults(), crowd::replace);
    crowd.come(2 + dice.nextInt(2));
    scheduler.run();
    network.heal();
    dice.turnTo(0);
  }

  /** Opens another index with the same objects: an empty one, or a copy of this one. */
  private void misuseBucket() {
    History unseen = new History(history.setting(), scheduler::now, false);
    elsewhere = services(services.bucket(), unseen, 2);
    if (dice.nextBoolean()) {
      services.rows().forEach(elsewhere.index()::plant);
    }
  }

  /** Returns the longest that users think between two calls. */
  long maxThink() {
    return maxThink;
  }

  private static String indexName(int number) {
    return "simulated-index-" + number;
  }

  /** Puts another index in the place of the one there was, with those rows. */
  void replaceIndex(List<Row> rows) {
    services.replaceIndex(index(2), indexName(2), rows);
  }

  Network network() {
    return network;
  }

  Profile profile() {
    return profile;
  }

  private void settle() {
    history.add(new Event.Healed(!profile.faults().equals(Faults.NONE)));
    machines.sweepNotes().end();
    Client last = machines.exactClient();
    StoreEngine engine = machines.engine(last, services, null);
    User user = machines.user(last, engine, false);
    long beyond =
        grace
            .plus(COMMIT_WINDOW)
            .plus(tolerance)
            .plus(profile.maxSkew(tolerance).multipliedBy(2))
            .toNanos();
    scheduler.spawn(
        beyond,
        last,
        0,
        () -> {
          found(user);
          user.perform(Action.GC, "", -1);
          scheduler.pause(beyond);
          user.perform(Action.GC, "", -1);
          history.add(new Event.Settled());
          user.readAll(workload.ids());
          engine.close();
        });
    scheduler.run();
  }

  /** Creates the store, or adopts it: one that the Scala client shares once, one that is torn. */
  void found(User user) {
    Outcome outcome = user.perform(Action.CREATE, "", -1);
    boolean torn =
        outcome instanceof Outcome.Failed failed && failed.failure() instanceof StoreMismatch;
    boolean notAdopted =
        profile.isShared() && !services.bucket().exists(new Location("", EndRules.STORE_OBJECT));
    if (torn || notAdopted) {
      user.perform(Action.ADOPT, "", -1);
    }
  }

  /** Lets other programs change something while a user calls. */
  void changeBesides() {
    if ((variant == Variant.SINGLE || profile.isShared())
        && dice.chance(profile.faults().foreign())
        && plan.keeps(SeededRandom.stream(dice.stream(), FOREIGN))) {
      boolean byScala = profile.isShared() && (variant == Variant.MULTI || dice.chance(BY_SCALA));
      scheduler.after(
          dice.nextLong(FOREIGN_WITHIN),
          () -> {
            String id = dice.pick(workload.ids());
            if (byScala) {
              scala.write(id);
            } else {
              foreign.change(id);
            }
          });
    }
  }
}
