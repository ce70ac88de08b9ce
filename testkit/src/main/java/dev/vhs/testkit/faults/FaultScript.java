package dev.vhs.testkit.faults;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A plan that is written down: what becomes of the next requests of a method, in order. Requests
 * beyond it are answered. Safe for use by many threads.
 */
public final class FaultScript implements FaultPlan {
  private final Map<String, Queue<Step>> steps = new HashMap<>();
  private final Map<String, Fault> always = new HashMap<>();

  /** Creates a script in which nothing happens. */
  public FaultScript() {}

  private record Step(Fault fault, @Nullable Runnable before) {}

  /** Lets the next requests of a method meet these, in order, after those that were said before. */
  public FaultScript next(String method, Fault... faults) {
    for (Fault fault : faults) {
      add(method, new Step(fault, null));
    }
    return this;
  }

  /** Lets something happen right before the next request of a method, which is then answered. */
  public FaultScript before(String method, Runnable happening) {
    return before(method, happening, Fault.NONE);
  }

  /** Lets something happen right before the next request of a method, which then meets a fault. */
  public FaultScript before(String method, Runnable happening, Fault fault) {
    add(method, new Step(fault, happening));
    return this;
  }

  /** Lets all requests of a method meet this, once its steps are used up. */
  public synchronized FaultScript always(String method, Fault fault) {
    always.put(method, fault);
    return this;
  }

  /** Forgets all that was said. */
  public synchronized void clear() {
    steps.clear();
    always.clear();
  }

  /** Returns whether everything that was said has happened, but for what is to happen always. */
  public synchronized boolean isUsedUp() {
    return steps.values().stream().allMatch(Queue::isEmpty);
  }

  private synchronized void add(String method, Step step) {
    steps.computeIfAbsent(method, m -> new ArrayDeque<>()).add(step);
  }

  @Override
  public Fault next(Request request) {
    Step step = take(request.method());
    if (step.before() != null) {
      step.before().run();
    }
    return step.fault();
  }

  private synchronized Step take(String method) {
    Queue<Step> queue = steps.get(method);
    Step step = queue == null ? null : queue.poll();
    return step == null ? new Step(always.getOrDefault(method, Fault.NONE), null) : step;
  }
}
