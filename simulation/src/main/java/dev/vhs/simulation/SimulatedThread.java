package dev.vhs.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A simulated thread of a client: a real thread that runs only when the scheduler gives it the
 * turn.
 */
final class SimulatedThread {
  private final Scheduler scheduler;
  private final Runnable body;
  private final List<Joiner> joiners = new ArrayList<>();

  /** The client that it dies with. */
  final Client client;

  /** The number of the operation that it works for; 0 for none. */
  int operation;

  /** The stream of random numbers that it draws from. */
  long stream;

  /** The worker on which it waits; null before it begins. */
  @Nullable Worker seat;

  /** Counts its pauses: a wake-up call for an earlier one is stale. */
  long pauses;

  boolean ended;

  SimulatedThread(Scheduler scheduler, Client client, int operation, long stream, Runnable body) {
    this.scheduler = scheduler;
    this.client = client;
    this.operation = operation;
    this.stream = stream;
    this.body = body;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  void run() {
    body.run();
  }

  /** Returns who waits for its end. */
  List<Joiner> joiners() {
    return joiners;
  }

  /**
   * A fiber that waits for the end of another.
   *
   * @param fiber which
   * @param pause in which of its pauses; later ones are none of the other's business
   */
  record Joiner(SimulatedThread fiber, long pause) {}
}
