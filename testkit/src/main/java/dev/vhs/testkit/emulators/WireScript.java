package dev.vhs.testkit.emulators;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A plan that is written down: what becomes of the next requests of a kind, in order. Requests
 * beyond it are answered. Of several kinds that a request is of, the first that still has a step
 * counts. Safe for use by many threads.
 *
 * <pre>{@code
 * WireScript script = new WireScript();
 * script.next("UpdateItem", WireFault.loseAnswer());                     // the next one
 * script.next("PutObject", WireFault.none(), WireFault.loseRequest());   // the one after the next
 * }</pre>
 */
public final class WireScript implements WirePlan {
  private final List<Row> rows = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();

  /** Creates a script in which nothing happens. */
  public WireScript() {}

  private record Step(WireFault fault, @Nullable Runnable before) {}

  private record Row(Predicate<WireRequest> kind, Queue<Step> steps) {}

  private record Rule(Predicate<WireRequest> kind, WireFault fault) {}

  /** Lets the next requests of an operation meet these, in order. */
  public WireScript next(String operation, WireFault... faults) {
    return next(of(operation), faults);
  }

  /** Lets the next requests of a kind meet these, in order. */
  public WireScript next(Predicate<WireRequest> kind, WireFault... faults) {
    Queue<Step> steps = new ArrayDeque<>();
    for (WireFault fault : faults) {
      steps.add(new Step(fault, null));
    }
    return add(new Row(kind, steps));
  }

  /** Lets something happen right before the next request of an operation, which then meets this. */
  public WireScript before(String operation, Runnable happening, WireFault fault) {
    return add(new Row(of(operation), new ArrayDeque<>(List.of(new Step(fault, happening)))));
  }

  /** Lets all requests of an operation meet this, once the steps for them are used up. */
  public WireScript always(String operation, WireFault fault) {
    return always(of(operation), fault);
  }

  /** Lets all requests of a kind meet this, once the steps for them are used up. */
  public synchronized WireScript always(Predicate<WireRequest> kind, WireFault fault) {
    rules.add(new Rule(kind, fault));
    return this;
  }

  /** Forgets all that was said. */
  public synchronized void clear() {
    rows.clear();
    rules.clear();
  }

  /** Returns whether everything that was said has happened, but for what is to happen always. */
  public synchronized boolean isUsedUp() {
    return rows.stream().allMatch(row -> row.steps().isEmpty());
  }

  private static Predicate<WireRequest> of(String operation) {
    return request -> request.operation().equals(operation);
  }

  private synchronized WireScript add(Row row) {
    rows.add(row);
    return this;
  }

  @Override
  public WireFault next(WireRequest request) {
    Step step = take(request);
    if (step.before() != null) {
      step.before().run();
    }
    return step.fault();
  }

  private synchronized Step take(WireRequest request) {
    for (Row row : rows) {
      if (!row.steps().isEmpty() && row.kind().test(request)) {
        return row.steps().remove();
      }
    }
    for (Rule rule : rules) {
      if (rule.kind().test(request)) {
        return new Step(rule.fault(), null);
      }
    }
    return new Step(WireFault.none(), null);
  }
}
