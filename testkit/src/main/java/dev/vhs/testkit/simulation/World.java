package dev.vhs.testkit.simulation;

import dev.vhs.Compatibility;
import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.internal.HybridStore;
import dev.vhs.internal.Rules;
import dev.vhs.internal.Settings;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Backend;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One history, from an empty store to a settled one.
 *
 * <p>First the store is created, mostly. Then clients come, each a process with an engine of its
 * own and one or two users; those that crash are replaced. When all users are done and the last
 * late request has arrived, nothing goes wrong any more: a sound client sweeps twice, a grace
 * period apart, then reads everything and writes once more.
 */
final class World {
  private static final String NAME = "simulated:";
  private static final long MOST_STEPS = 200_000;
  private static final Duration COMMIT_WINDOW = Duration.ofMinutes(1);
  private static final Duration LONG_GRACE = Duration.ofMinutes(10);
  private static final Duration TOLERANCE = Duration.ofSeconds(8);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(4);
  private static final Duration CONFLICT_BUDGET = Duration.ofSeconds(2);
  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(5);
  private static final Duration MOST_BACK_OFF = Duration.ofMillis(500);
  private static final int INLINE_ITEM_BYTES = 650;

  /**
   * So large that nothing is evicted, since Caffeine draws lots then; and the largest streams are
   * over an eighth of it.
   */
  private static final long CACHE_BYTES = 400 * 1024;

  private static final int MOST_CLIENTS = 12;
  private static final int LEAST_OPERATIONS = 6;
  private static final int MOST_OPERATIONS = 36;
  private static final long MAX_ITEM_BYTES = 400 * 1024;
  private static final double BY_SCALA = 0.8;
  private static final long FOREIGN_WITHIN = 60_000_000;

  /**
   * How long users think between calls at most: so long that calls overlap, up to past the grace.
   */
  private static final List<Duration> TEMPOS =
      List.of(
          Duration.ofMillis(30),
          Duration.ofMillis(300),
          Duration.ofSeconds(30),
          Duration.ofMinutes(3),
          Duration.ofMinutes(20));

  private final Dice dice;
  private final Profile profile;
  private final @Nullable Mutant mutant;
  private final Scheduler scheduler;
  private final History history;
  private final Variant variant;
  private final Duration grace;
  private final Duration tolerance;
  private final int inlineItemBytes;
  private final boolean reclaimInline;
  private final Services services;
  private final Network network;
  private final Workload workload;
  private final ForeignWriter foreign;
  private final ScalaWriter scala;
  private int left;
  private int clients;

  World(Profile profile, long seed, @Nullable Mutant mutant, boolean tracing, WorkerPool pool) {
    this.dice = new Dice(seed);
    this.profile = profile;
    this.mutant = mutant;
    this.scheduler = new Scheduler(pool, MOST_STEPS);
    Variant any = dice.nextBoolean() ? Variant.MULTI : Variant.SINGLE;
    this.variant = profile.variant() == null ? any : profile.variant();
    this.tolerance = dice.nextBoolean() ? TOLERANCE : Duration.ZERO;
    Duration least = COMMIT_WINDOW.plus(tolerance).multipliedBy(2);
    this.grace = dice.nextBoolean() ? LONG_GRACE : least;
    this.inlineItemBytes = dice.pick(List.of(0, INLINE_ITEM_BYTES, INLINE_ITEM_BYTES, 4096));
    this.reclaimInline = dice.chance(0.3);
    this.history =
        new History(variant, profile.isCached(), profile.isShared(), scheduler::now, tracing);
    InstantSource clock = () -> Client.instant(scheduler.now());
    // Half of the tolerance that clients are told is for how far their view of the clock may be
    // off.
    MemoryPointerIndex index =
        new MemoryPointerIndex(
            variant, clock, tolerance.dividedBy(2), MAX_ITEM_BYTES, () -> "simulated-index");
    TornReads torn = new TornReads(index, scheduler, dice, profile.faults().torn());
    this.services = new Services(index, clock, torn, history, dice);
    this.network = new Network(scheduler, dice, history, grace, this::replace);
    long mostThink = dice.pick(TEMPOS).toNanos();
    this.workload = new Workload(profile, variant, dice, history, mostThink);
    this.foreign = new ForeignWriter(services, dice, grace, profile.isShared());
    this.scala = new ScalaWriter(services, scheduler, dice, grace);
  }

  /** Lets it happen. */
  History run() {
    try {
      if (profile.isShared()) {
        scala.write(dice.pick(workload.ids()));
      }
      boolean created = dice.chance(0.9);
      if (created) {
        Client founder = client(Duration.ZERO);
        HybridStore engine = engine(founder, null);
        User user = user(founder, engine);
        scheduler.spawn(
            profile.isShared() ? scala.longestWrite() : 0, founder, 0, () -> found(user));
        scheduler.run();
      }
      network.worsen(profile.faults());
      left = dice.nextInt(LEAST_OPERATIONS, MOST_OPERATIONS);
      int first = 2 + dice.nextInt(2);
      for (int i = 0; i < first; i++) {
        start();
      }
      scheduler.run();
      network.heal();
      settle();
    } catch (IllegalStateException e) {
      history.add(new Event.Broken(String.valueOf(e.getMessage())));
    }
    return history;
  }

  private void settle() {
    history.add(new Event.Healed(!profile.faults().equals(Faults.NONE)));
    Client last = client(Duration.ZERO);
    HybridStore engine = engine(last, null);
    User user = user(last, engine);
    long beyond = grace.plus(COMMIT_WINDOW).plus(tolerance).toNanos();
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

  /** Creates the store; one that the Scala client shares is adopted, once. */
  private void found(User user) {
    user.perform(Action.CREATE, "", -1);
    if (profile.isShared() && !services.exists(new Location("", EndRules.STORE_OBJECT))) {
      user.perform(Action.ADOPT, "", -1);
    }
  }

  /** Starts a client with one or two users. */
  private void start() {
    Client client = client(skew());
    HybridStore engine = engine(client, mutant);
    List<Fiber> others = new ArrayList<>();
    if (dice.nextBoolean()) {
      others.add(scheduler.spawn(workload.think(), client, 0, () -> live(user(client, engine))));
    }
    scheduler.spawn(
        workload.think(),
        client,
        0,
        () -> {
          live(user(client, engine));
          others.forEach(other -> scheduler.awaitEnd(other, Long.MAX_VALUE));
          engine.close();
        });
  }

  /** Users call until all of them together have called as often as they are to. */
  private void live(User user) {
    while (left > 0) {
      left--;
      scheduler.pause(workload.think());
      Operation operation = workload.next(user);
      if ((variant == Variant.SINGLE || profile.isShared())
          && dice.chance(profile.faults().foreign())) {
        boolean byScala = profile.isShared() && (variant == Variant.MULTI || dice.chance(BY_SCALA));
        scheduler.after(dice.nextLong(FOREIGN_WITHIN), byScala ? this::writeByScala : this::change);
      }
      user.perform(operation);
    }
  }

  private void writeByScala() {
    scala.write(dice.pick(workload.ids()));
  }

  private void change() {
    foreign.change(dice.pick(workload.ids()));
  }

  /** A client crashed: another one takes its place. */
  private void replace(Client crashed) {
    if (left > 0 && clients < MOST_CLIENTS) {
      scheduler.after(workload.think(), this::start);
    }
  }

  private Client client(Duration skew) {
    return new Client("c" + ++clients, scheduler, dice, skew);
  }

  private Duration skew() {
    long most = tolerance.dividedBy(8).toMillis();
    return Duration.ofMillis(most == 0 ? 0 : dice.nextLong(-most, most));
  }

  private HybridStore engine(Client client, @Nullable Mutant broken) {
    SimulatedIndex index = new SimulatedIndex(client, scheduler, services, network);
    SimulatedObjects objects = new SimulatedObjects(client, scheduler, services, network);
    Settings settings =
        Settings.builder()
            .callTimeout(CALL_TIMEOUT)
            .conflictBudget(CONFLICT_BUDGET)
            .backOff(FIRST_BACK_OFF, MOST_BACK_OFF)
            .inlineItemBytes(inlineItemBytes)
            .parallelism(2)
            .reclaimInline(reclaimInline)
            .closeTimeout(CALL_TIMEOUT)
            .grace(grace, COMMIT_WINDOW)
            .cacheBytes(profile.isCached() ? CACHE_BYTES : 0)
            .compatibility(profile.isShared() ? Compatibility.SCALA : Compatibility.NATIVE)
            .build();
    Backend backend =
        broken == null
            ? new Backend(index, objects, "", NAME)
            : new Backend(broken.over(index), broken.over(objects), "", NAME);
    Rules rules = broken == null ? Rules.SOUND : broken.rules();
    return new HybridStore(backend, settings, client.environment(), rules);
  }

  private User user(Client client, HybridStore engine) {
    return new User(
        client.toString(), engine, history, number -> scheduler.current().operation = number);
  }
}
