package dev.vhs.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A campaign of many histories, several at once, until one is illegal. */
public final class Campaign {
  private final List<Profile> profiles;
  private final @Nullable Mutant mutant;
  private final long firstSeed;
  private final long histories;
  private final int threads;

  private Campaign(
      List<Profile> profiles,
      @Nullable Mutant mutant,
      long firstSeed,
      long histories,
      int threads) {
    this.profiles = List.copyOf(profiles);
    this.mutant = mutant;
    this.firstSeed = firstSeed;
    this.histories = histories;
    this.threads = threads;
  }

  /** Histories of the sound engine: of each profile in turn, with one seed after the other. */
  public static Campaign sound(long firstSeed, long histories, int threads) {
    return new Campaign(List.of(Profile.values()), null, firstSeed, histories, threads);
  }

  /** Histories of the sound engine, all of one profile. */
  public static Campaign of(Profile profile, long firstSeed, long histories, int threads) {
    return new Campaign(List.of(profile), null, firstSeed, histories, threads);
  }

  /** Histories of a broken engine, of the profile that shows it soonest. */
  public static Campaign against(Mutant mutant, long firstSeed, long histories, int threads) {
    return new Campaign(List.of(mutant.profile()), mutant, firstSeed, histories, threads);
  }

  /**
   * The findings of a campaign.
   *
   * @param histories how many histories it ran
   * @param failure the illegal one with the lowest seed of those that were run; empty where all
   *     were legal
   * @param outcomes how often each operation ended how
   */
  public record Report(long histories, Optional<Failure> failure, Map<String, Long> outcomes) {
    public Report {
      outcomes = Map.copyOf(outcomes);
    }
  }

  /**
   * An illegal history.
   *
   * @param profile its kind
   * @param seed its seed
   * @param mutant what was broken in the engine; null for nothing
   * @param verdict what is illegal
   */
  public record Failure(Profile profile, long seed, @Nullable Mutant mutant, Verdict verdict) {
    /** Returns the command that runs it again and prints it. */
    public String command() {
      return "mvn -q -pl simulation -am test -Dtest=Replay -Dsurefire.failIfNoSpecifiedTests=false -Dvhs.profile=%s -Dvhs.seed=%d%s"
          .formatted(profile, seed, mutant == null ? "" : " -Dvhs.mutant=" + mutant);
    }

    /** Returns the history made small, for people. */
    public String smallest() {
      try (Simulator simulator = new Simulator()) {
        return simulator.shrink(profile, seed, mutant).map(Shrunk::toString).orElse("legal now");
      }
    }

    @Override
    public String toString() {
      return "%s %d%s: %s%n  %s"
          .formatted(
              profile, seed, mutant == null ? "" : " " + mutant, verdict.explanation(), command());
    }
  }

  /** Runs it. */
  public Report run() {
    AtomicLong next = new AtomicLong();
    AtomicLong done = new AtomicLong();
    AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
    Map<String, Long> outcomes = new TreeMap<>();
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread worker =
          new Thread(
              () -> {
                try (Simulator simulator = new Simulator()) {
                  work(simulator, next, done, failure);
                  synchronized (outcomes) {
                    simulator.outcomes().forEach((key, n) -> outcomes.merge(key, n, Long::sum));
                  }
                }
              },
              "campaign-" + i);
      worker.setUncaughtExceptionHandler((thread, e) -> broken.set(e));
      worker.start();
      workers.add(worker);
    }
    join(workers);
    Throwable cause = broken.get();
    if (cause != null) {
      throw new IllegalStateException("The simulation itself failed", cause);
    }
    return new Report(done.get(), Optional.ofNullable(failure.get()), outcomes);
  }

  private void work(
      Simulator simulator,
      AtomicLong next,
      AtomicLong done,
      AtomicReference<@Nullable Failure> failure) {
    while (failure.get() == null) {
      long number = next.getAndIncrement();
      if (number >= histories) {
        return;
      }
      Profile profile = profiles.get((int) (number % profiles.size()));
      long seed = firstSeed + number;
      Verdict verdict = simulator.run(profile, seed, mutant);
      done.incrementAndGet();
      if (!verdict.isOk()) {
        Failure found = new Failure(profile, seed, mutant, verdict);
        failure.updateAndGet(other -> other == null || found.seed() < other.seed() ? found : other);
      }
    }
  }

  private static void join(List<Thread> workers) {
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
