package dev.vhs.benchmarks.harness;

import dev.vhs.benchmarks.Parallel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A race of entrants that work in turns, one at a time; each turn is measured. Another entrant
 * begins each round, so that a drift of the machine favours nobody.
 */
public final class Race {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MICRO = 1e3;

  private final List<Runner> runners;
  private final Pace pace;

  private Race(List<Entrant> entrants, Pace pace) {
    this.runners = entrants.stream().map(Runner::new).toList();
    this.pace = pace;
  }

  /**
   * Runs a race.
   *
   * @throws Exception what an entrant's work threw; then there is no result
   */
  public static Standings run(List<Entrant> entrants, Pace pace) throws Exception {
    return new Race(entrants, pace).run();
  }

  private Standings run() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      long warm = System.nanoTime() + pace.warmUp().multipliedBy(runners.size()).toNanos();
      do {
        round(threads, 0);
      } while (System.nanoTime() < warm);
      runners.forEach(runner -> runner.laps.clear());
      for (int round = 0; round < pace.rounds(); round++) {
        round(threads, round);
      }
      return new Standings(
          runners.stream().map(runner -> runner.entrant.name()).toList(),
          runners.stream().map(runner -> List.copyOf(runner.laps)).toList());
    } finally {
      threads.shutdownNow();
    }
  }

  private void round(ExecutorService threads, int number) throws Exception {
    List<Runner> order = new ArrayList<>(runners);
    Collections.rotate(order, -number);
    for (Runner runner : order) {
      runner.lap(threads, pace.lap());
    }
  }

  /** An entrant, and how far it has come. */
  private static final class Runner {
    private final Entrant entrant;
    private final long[] turns;
    private final List<Lap> laps = new ArrayList<>();

    Runner(Entrant entrant) {
      this.entrant = entrant;
      this.turns = new long[entrant.threads()];
    }

    /**
     * Runs one lap. Each thread's rate is by its own time, so that no thread waits for the last.
     */
    void lap(ExecutorService threads, Duration time) throws Exception {
      ThreadUse before = ThreadUse.now();
      long end = System.nanoTime() + time.toNanos();
      List<Future<Double>> rates = new ArrayList<>();
      long first = total();
      for (int thread = 0; thread < entrant.threads(); thread++) {
        rates.add(threads.submit(until(end, thread)));
      }
      double rate = 0;
      for (Future<Double> each : rates) {
        rate += Parallel.result(each);
      }
      ThreadUse used = ThreadUse.now().since(before);
      double done = total() - first;
      laps.add(
          new Lap(rate, used.cpuNanos() / NANOS_PER_MICRO / done, used.allocatedBytes() / done));
    }

    private Callable<Double> until(long end, int thread) {
      return () -> {
        long start = System.nanoTime();
        long first = turns[thread];
        long now;
        do {
          entrant.work().run(thread, turns[thread]);
          turns[thread]++;
          now = System.nanoTime();
        } while (now < end);
        return (turns[thread] - first) * NANOS_PER_SECOND / (now - start);
      };
    }

    private long total() {
      long total = 0;
      for (long each : turns) {
        total += each;
      }
      return total;
    }
  }
}
