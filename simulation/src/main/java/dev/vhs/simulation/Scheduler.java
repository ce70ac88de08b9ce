package dev.vhs.simulation;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler of simulated time and of turns.
 *
 * <p>Everything that is to happen stands in one agenda: actions, such as a request that reaches its
 * service, and wake-up calls of fibers. A fiber that pauses takes the next entry itself and hands
 * its turn to the fiber that it wakes, so that a step costs one handover at most. Which of two
 * things comes first is decided by the random delays with which they were entered, hence by the
 * seed alone.
 */
final class Scheduler {
  private static final int STUCK_SECONDS = 60;
  private static final long SECOND_NANOS = 1_000_000_000;

  private final WorkerPool pool;
  private final SeededRandom dice;
  private final long maxSteps;
  private final TurnGate driver = new TurnGate();
  private final PriorityQueue<Entry> agenda = new PriorityQueue<>();
  private long now;
  private long entered;
  private volatile long steps;
  private final Set<SimulatedThread> alive = new LinkedHashSet<>();
  private boolean abandoned;
  private @Nullable SimulatedThread current;
  private @Nullable Throwable failure;

  /**
   * Creates a scheduler at time 0 with an empty agenda.
   *
   * @param dice are turned to the stream of whatever happens, which is that of what entered it
   * @param maxSteps after how many steps a history is given up as endless
   */
  Scheduler(WorkerPool pool, SeededRandom dice, long maxSteps) {
    this.pool = pool;
    this.dice = dice;
    this.maxSteps = maxSteps;
  }

  /** Returns the simulated time, in nanoseconds. */
  long now() {
    return now;
  }

  /** Returns the fiber that runs. */
  SimulatedThread current() {
    return Objects.requireNonNull(current, "only a fiber may do this");
  }

  /** Enters something to be done after a time. It must not pause. */
  void after(long nanos, Runnable action) {
    agenda.add(new Entry(now + nanos, entered++, null, dice.stream(), action));
  }

  /** Starts a fiber after a time. */
  SimulatedThread spawn(long nanos, Client client, int operation, Runnable body) {
    SimulatedThread fiber = new SimulatedThread(this, client, operation, dice.stream(), body);
    alive.add(fiber);
    client.fibers().add(fiber);
    wake(fiber, nanos);
    return fiber;
  }

  private void wake(SimulatedThread fiber, long nanos) {
    agenda.add(new Entry(now + nanos, entered++, fiber, fiber.pauses, null));
  }

  /** Wakes every fiber of a client that crashed, each to its end. */
  void bury(Client client) {
    client.fibers().forEach(fiber -> wake(fiber, 0));
  }

  /** Lets the running fiber draw from a stream; returns the one that it drew from before. */
  long turnTo(long stream) {
    SimulatedThread self = current();
    long before = self.stream;
    self.stream = stream;
    dice.turnTo(stream);
    return before;
  }

  /** Pauses the running fiber for a time. */
  void pause(long nanos) {
    SimulatedThread self = current();
    wake(self, nanos);
    suspend(self);
  }

  /**
   * Pauses the running fiber until another has ended.
   *
   * @param limit for how long at most, in nanoseconds
   * @return whether it ended
   */
  boolean awaitEnd(SimulatedThread other, long limit) {
    SimulatedThread self = current();
    if (!other.ended && limit > 0) {
      other.joiners().add(new SimulatedThread.Joiner(self, self.pauses));
      if (limit != Long.MAX_VALUE) {
        wake(self, limit);
      }
      suspend(self);
    }
    return other.ended;
  }

  private void suspend(SimulatedThread self) {
    self.client.checkAlive();
    TurnGate seat = Objects.requireNonNull(self.seat);
    TurnGate next = next();
    if (next != seat) {
      next.giveTurn();
      seat.awaitTurn();
    }
    if (abandoned) {
      throw new Crashed();
    }
    self.client.checkAlive();
  }

  /** Runs a fiber on a worker's thread to its end, and hands the turn on. */
  void perform(SimulatedThread fiber, Worker worker) {
    try {
      if (!abandoned && fiber.client.isAlive()) {
        fiber.run();
      }
    } catch (Crashed e) {
      // Its client is gone, and so is it.
    } catch (Throwable e) {
      fail(e);
    }
    fiber.ended = true;
    fiber.client.fibers().remove(fiber);
    alive.remove(fiber);
    fiber.joiners().stream()
        .filter(joiner -> joiner.fiber().pauses == joiner.pause())
        .forEach(joiner -> wake(joiner.fiber(), 0));
    pool.release(worker);
    TurnGate next = next();
    if (next != worker) {
      next.giveTurn();
      worker.awaitTurn();
    }
  }

  /** Runs until nothing is left to do; called by the thread that drives the history. */
  void run() {
    driver.thread = Thread.currentThread();
    TurnGate next = next();
    if (next != driver) {
      next.giveTurn();
      driver.awaitTurn(new Watch());
    }
    if (!alive.isEmpty()) {
      fail(new IllegalStateException(alive.size() + " simulated threads wait for each other"));
      run();
    }
    if (failure != null) {
      throw new IllegalStateException("The simulation broke off: " + failure, failure);
    }
  }

  /** Takes entries from the agenda until one wakes a fiber; at the end it is the driver's turn. */
  @SuppressWarnings(
      "NonAtomicVolatileUpdate") // Only the fiber that has the turn counts; the watch reads.
  private TurnGate next() {
    current = null;
    while (true) {
      Entry entry = agenda.poll();
      if (entry == null) {
        return driver;
      }
      now = entry.at();
      steps++;
      if (steps > maxSteps && !abandoned) {
        fail(new IllegalStateException("no end after " + maxSteps + " steps"));
      }
      SimulatedThread fiber = entry.fiber();
      if (fiber == null) {
        dice.turnTo(entry.number());
        act(Objects.requireNonNull(entry.action()));
      } else if (!fiber.ended && fiber.pauses == entry.number()) {
        long stalled = fiber.client.stalledUntil() - now;
        if (stalled > 0 && fiber.client.isAlive() && !abandoned) {
          wake(fiber, stalled);
        } else {
          return seatOf(fiber);
        }
      }
    }
  }

  private void act(Runnable action) {
    if (abandoned) {
      return;
    }
    try {
      action.run();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private TurnGate seatOf(SimulatedThread fiber) {
    fiber.pauses++;
    current = fiber;
    dice.turnTo(fiber.stream);
    Worker seat = fiber.seat;
    if (seat == null) {
      seat = pool.take();
      fiber.seat = seat;
      seat.assign(fiber);
    }
    return seat;
  }

  /** Ends the history: every fiber dies at its next pause. */
  private void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
    abandoned = true;
    alive.forEach(fiber -> wake(fiber, 0));
  }

  /**
   * A watch that notices a fiber that blocks outside of the simulation, on a lock for example. It
   * counts seconds that passed, not looks: a parked thread may return early and often, and after a
   * machine was suspended a minute has passed at once.
   */
  private final class Watch implements Runnable {
    private long seen = -1;
    private long lookedAt;
    private int seconds;

    @Override
    public void run() {
      long nanos = System.nanoTime();
      if (steps != seen) {
        seen = steps;
        seconds = 0;
        lookedAt = nanos;
      } else if (nanos - lookedAt >= SECOND_NANOS) {
        seconds++;
        lookedAt = nanos;
      }
      if (seconds > STUCK_SECONDS) {
        throw new IllegalStateException(
            "A simulated thread has blocked outside of the simulation for a minute");
      }
    }
  }

  /**
   * A thing to be done.
   *
   * @param number of a fiber the pause that it wakes it from, of an action its stream
   */
  private record Entry(
      long at, long order, @Nullable SimulatedThread fiber, long number, @Nullable Runnable action)
      implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }
}
