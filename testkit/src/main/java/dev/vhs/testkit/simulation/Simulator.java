package dev.vhs.testkit.simulation;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs histories of the real engine, each from a seed, and checks them. The same profile, seed and
 * mutant give the same history, on every machine. For use by one thread; several simulators can
 * work side by side.
 */
public final class Simulator implements AutoCloseable {
  private final WorkerPool pool = new WorkerPool();
  private final Map<String, Long> outcomes = new TreeMap<>();

  /** A simulator that has run nothing yet. */
  public Simulator() {}

  /**
   * Runs a history and checks it.
   *
   * @param mutant what is broken in the engine; null for nothing
   */
  public Verdict run(Profile profile, long seed, @Nullable Mutant mutant) {
    History history = new World(profile, seed, mutant, false, pool).run();
    count(history);
    return Checker.check(history);
  }

  /**
   * Runs a history and prints it, up to what is illegal in it.
   *
   * @param mutant what is broken in the engine; null for nothing
   */
  public String trace(Profile profile, long seed, @Nullable Mutant mutant) {
    History history = new World(profile, seed, mutant, true, pool).run();
    return Trace.of(history, Checker.check(history));
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
    return outcome instanceof Outcome.Failed failed
        ? failed.failure().getClass().getSimpleName()
        : outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /**
   * How often each operation ended how, in all histories so far: what the simulation has exercised.
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
