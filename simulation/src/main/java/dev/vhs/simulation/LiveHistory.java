package dev.vhs.simulation;

import dev.vhs.Variant;
import dev.vhs.internal.StoreEngine;
import dev.vhs.internal.runtime.StoreSettings;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Row;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A history of real engines over real services, checked like a simulated one.
 *
 * <p>Users call, each on a thread of its own. Whoever watches the services enters what takes effect
 * there, in the order in which it does, before anybody is answered, and with the number of the call
 * that it is for: {@link LiveUser#running} tells it. Safe for use by many threads.
 */
public final class LiveHistory {
  private static final Duration MAX_THINK = Duration.ofMillis(300);

  private final Profile profile;
  private final Variant variant;
  private final History history;

  /**
   * Creates an empty history.
   *
   * @param profile what users do; what goes wrong is not up to it
   * @param clock the services' time, by which the ages of rows are judged
   */
  public LiveHistory(Profile profile, Variant variant, InstantSource clock) {
    this.profile = profile;
    this.variant = variant;
    this.history =
        new History(
            Setting.of(profile, variant, new StoreSettings().grace()),
            () -> Duration.between(Client.EPOCH, clock.instant()).toNanos(),
            true);
  }

  /**
   * Creates a user who calls an engine.
   *
   * @param seed decides what it does
   */
  public LiveUser user(String name, StoreEngine engine, long seed) {
    Workload workload =
        new Workload(profile, variant, new SeededRandom(seed), history, MAX_THINK.toNanos());
    return new LiveUser(name, engine, history, workload);
  }

  /**
   * Notes that the index has written rows for a call.
   *
   * @param rows of one commit, the version that it makes the newest last
   */
  public void committed(int operation, List<Row> rows) {
    history.add(new Event.Committed(operation, List.copyOf(rows)));
  }

  /** Notes that the index has turned a row into another for a call, or dropped it. */
  public void retired(int operation, Row read, @Nullable Row left) {
    history.add(new Event.Retired(operation, read, left));
  }

  /** Notes that the object store has stored an object for a call. */
  public void stored(int operation, String key, Bytes bytes) {
    history.add(new Event.Stored(operation, key, bytes));
  }

  /** Notes that the object store has removed an object that was there. */
  public void removed(int operation, String key) {
    history.add(new Event.Removed(operation, key));
  }

  /**
   * Notes that all users have ended and all late requests have arrived; from here on nothing goes
   * wrong.
   */
  public void ended() {
    history.add(new Event.Ended());
    history.add(new Event.Healed(true));
  }

  /** Returns how many calls there were. */
  public long calls() {
    return history.entries().stream()
        .filter(entry -> entry.event() instanceof Event.Returned)
        .count();
  }

  /** Checks whether it is a history that a sound store may have. */
  public Verdict check() {
    return Checker.check(history);
  }

  /** Prints it, up to what is illegal in it. */
  public String trace() {
    return Trace.of(history, check());
  }
}
