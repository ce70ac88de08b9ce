package dev.vhs.simulation;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A runner of histories of the real engine, each from a seed, which checks them. The same profile,
 * seed and mutant give the same history, on every machine. For use by one thread; several
 * simulators can work side by side.
 */
public final class Simulator implements AutoCloseable {
  private final WorkerPool pool = new WorkerPool();
  private final Map<String, Long> outcomes = new TreeMap<>();

  /** Creates a simulator that has run nothing yet. */
  public Simulator() {}

  /**
   * Runs a history and checks it.
   *
   * @param mutant what is broken in the engine; null for nothing
   */
  public Verdict run(Profile profile, long seed, @Nullable Mutant mutant) {
    History history = new SimulationRun(profile, seed, mutant, new Plan(), false, pool).run();
    count(history);
    return Checker.check(history);
  }

  /**
   * Runs a history and prints it, up to what is illegal in it.
   *
   * @param mutant what is broken in the engine; null for nothing
   */
  public String trace(Profile profile, long seed, @Nullable Mutant mutant) {
    History history = new SimulationRun(profile, seed, mutant, new Plan(), true, pool).run();
    return Trace.of(history, Checker.check(history));
  }

  /**
   * Runs a history, and if it is illegal finds a small one that is, too, with only some of its
   * calls and faults.
   *
   * @param mutant what is broken in the engine; null for nothing
   * @return empty where it is legal
   */
  public Optional<Shrunk> shrink(Profile profile, long seed, @Nullable Mutant mutant) {
    Plan whole = new Plan();
    if (check(profile, seed, mutant, whole).isOk()) {
      return Optional.empty();
    }
    Shrinker shrinker =
        new Shrinker(parts -> !check(profile, seed, mutant, whole.with(parts)).isOk());
    Plan small = whole.with(shrinker.shrink(whole.parts()));
    History history = new SimulationRun(profile, seed, mutant, small, true, pool).run();
    Verdict verdict = Checker.check(history);
    return Optional.of(
        new Shrunk(
            whole.parts().size(),
            small.size(),
            small.calls(),
            whole.calls(),
            verdict,
            Trace.of(history, verdict)));
  }

  private Verdict check(Profile profile, long seed, @Nullable Mutant mutant, Plan plan) {
    return Checker.check(new SimulationRun(profile, seed, mutant, plan, false, pool).run());
  }

  private void count(History history) {
    Map<Integer, Action> actions = new TreeMap<>();
    for (History.Entry entry : history.entries()) {
      if (entry.event() instanceof Event.Invoked invoked) {
        actions.put(invoked.operation().number(), invoked.operation().action());
      } else if (entry.event() instanceof Event.Returned returned) {
        Action action = actions.remove(returned.operation());
        outcomes.merge(action + " " + word(returned.outcome()), 1L, Long::sum);
      }
    }
    actions.values().forEach(action -> outcomes.merge(action + " never returned", 1L, Long::sum));
  }

  private static String word(Outcome outcome) {
    if (outcome instanceof Outcome.Done done && done.wentOn()) {
      return "went on";
    }
    return outcome instanceof Outcome.Failed failed
        ? failed.failure().getClass().getSimpleName()
        : outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns how often each operation ended how, in all histories so far: what the simulation has
   * exercised.
   */
  public Map<String, Long> outcomes() {
    return new TreeMap<>(outcomes);
  }

  /** Ends its threads. */
  @Override
  public void close() {
    pool.close();
  }
}
