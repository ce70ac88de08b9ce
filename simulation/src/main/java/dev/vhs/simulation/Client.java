package dev.vhs.simulation;

import dev.vhs.internal.runtime.Environment;
import dev.vhs.internal.runtime.Tasks;
import dev.vhs.internal.runtime.WriteIds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A simulated process: its clocks, its threads, and whether it lives, stalls or has crashed. */
final class Client {
  /** The moment at which every history begins. */
  static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  private static final long MAX_SPAWN_NANOS = 1_000_000;

  private final String name;
  private final Scheduler scheduler;
  private final SeededRandom dice;
  private final Clocks clocks;
  private final Set<SimulatedThread> fibers = new LinkedHashSet<>();
  private boolean crashed;
  private long stalledUntil;
  private long frozenNanos;

  /**
   * Creates a process that lives.
   *
   * @param clocks how far they are off
   */
  Client(String name, Scheduler scheduler, SeededRandom dice, Clocks clocks) {
    this.name = name;
    this.scheduler = scheduler;
    this.dice = dice;
    this.clocks = clocks;
  }

  /** Returns the simulated time as an instant. */
  static Instant instant(long nanos) {
    return EPOCH.plusNanos(nanos);
  }

  /** Returns what the engine of this process takes from its machine. */
  Environment environment() {
    return new Environment(
        () -> scheduler.now() - frozenNanos,
        time -> scheduler.pause(time.toNanos()),
        dice,
        () -> WriteIds.next(machineClock().millis(), dice),
        new SimulatedTasks());
  }

  /** Returns the index's time as this process sees it. */
  InstantSource indexClock() {
    return () -> instant(scheduler.now()).plus(clocks.index());
  }

  /** Returns the object store's time as this process sees it. */
  InstantSource objectClock() {
    return () -> instant(scheduler.now()).plus(clocks.objects());
  }

  /** Returns the time by its machine, by which nothing that matters may go. */
  InstantSource machineClock() {
    return () -> instant(scheduler.now()).plus(clocks.machine());
  }

  Set<SimulatedThread> fibers() {
    return fibers;
  }

  boolean isAlive() {
    return !crashed;
  }

  /** Throws if the process has crashed: what its threads do then is done by nobody. */
  void checkAlive() {
    if (crashed) {
      throw new Crashed();
    }
  }

  void crash() {
    crashed = true;
    scheduler.bury(this);
  }

  /** Returns until when none of its threads runs. */
  long stalledUntil() {
    return stalledUntil;
  }

  /**
   * Stalls the process from now on.
   *
   * @param frozen whether its own nanosecond clock stands still meanwhile, as in a suspended
   *     machine
   */
  void stall(long nanos, boolean frozen) {
    long since = Math.max(stalledUntil, scheduler.now());
    stalledUntil = Math.max(stalledUntil, scheduler.now() + nanos);
    if (frozen) {
      frozenNanos += stalledUntil - since;
    }
  }

  @Override
  public String toString() {
    return name;
  }

  /** The threads of this process, for the work that an engine does beside a call. */
  private final class SimulatedTasks implements Tasks {
    @Override
    public <R> Pending<R> start(Supplier<R> work) {
      checkAlive();
      SimulatedPending<R> pending = new SimulatedPending<>(work);
      pending.fiber =
          scheduler.spawn(
              dice.nextLong(MAX_SPAWN_NANOS), Client.this, scheduler.current().operation, pending);
      return pending;
    }
  }

  private final class SimulatedPending<R> implements Tasks.Pending<R>, Runnable {
    private final Supplier<R> work;
    private @Nullable SimulatedThread fiber;
    private @Nullable R result;
    private @Nullable RuntimeException failure;

    SimulatedPending(Supplier<R> work) {
      this.work = work;
    }

    @Override
    public void run() {
      try {
        result = work.get();
      } catch (RuntimeException e) {
        failure = e;
      }
    }

    @Override
    @SuppressWarnings("NullAway") // R may be a nullable type; then null is its result.
    public R join() {
      while (!scheduler.awaitEnd(fiber(), Long.MAX_VALUE)) {
        checkAlive();
      }
      if (failure != null) {
        throw failure;
      }
      return result;
    }

    @Override
    public boolean await(Duration limit) {
      return scheduler.awaitEnd(fiber(), limit.toNanos());
    }

    private SimulatedThread fiber() {
      if (fiber == null) {
        throw new IllegalStateException("not started");
      }
      return fiber;
    }
  }
}
