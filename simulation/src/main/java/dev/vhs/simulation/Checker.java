package dev.vhs.simulation;

import dev.vhs.spi.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The check of whether a history is one that a sound store may have.
 *
 * <p>It goes through the events in order and rebuilds what the services hold. What takes effect
 * there is judged at once, by {@link EffectRules}; what calls were told, by {@link AnswerRules},
 * when they return; what is left over, by {@link EndRules}, before a sweep and after the last one.
 */
final class Checker {
  private final Model model;
  private final Map<Integer, CallModel> calls = new HashMap<>();
  private final EffectRules effects;
  private final AnswerRules answers;
  private final EndRules ends;
  private final Set<String> strays = new HashSet<>();
  private boolean healed;

  /** True if a purge or prune gave up, beside writers too fast for it. */
  private boolean leftToSweep;

  private Checker(History history) {
    model = new Model(history.setting());
    effects = new EffectRules(model);
    answers = new AnswerRules(model);
    ends = new EndRules(model);
  }

  /** Checks a history. */
  static Verdict check(History history) {
    Checker checker = new Checker(history);
    List<History.Entry> entries = history.entries();
    for (int position = 0; position < entries.size(); position++) {
      try {
        checker.apply(position, entries.get(position));
      } catch (Violation violation) {
        return Verdict.illegal(String.valueOf(violation.getMessage()), position);
      }
    }
    return Verdict.OK;
  }

  private void apply(int position, History.Entry entry) {
    Event event = entry.event();
    if (event instanceof Event.Invoked invoked) {
      Operation operation = invoked.operation();
      calls.put(
          operation.number(),
          new CallModel(operation, position, strays.contains(operation.client())));
    } else if (event instanceof Event.Returned returned) {
      CallModel call = call(returned.operation());
      call.returned(returned.outcome());
      answers.check(call, position, healed);
      noteRetired(call, position);
      leftToSweep |= call.action().mayRetire() && returned.outcome() instanceof Outcome.Failed;
    } else if (event instanceof Event.Committed committed) {
      effects.committed(call(committed.operation()), position, committed.rows());
    } else if (event instanceof Event.Retired retired) {
      effects.retired(call(retired.operation()), position, entry.at(), retired);
    } else if (event instanceof Event.Foreign foreign) {
      Row row = foreign.row();
      ChainModel chain = model.chain(row.id());
      chain.write(position, row);
      chain.settle(position);
    } else if (event instanceof Event.Stored stored) {
      CallModel call = calls.get(stored.operation());
      boolean awaited = call == null || call.outcome() == null;
      model.store(stored.operation(), entry.at(), stored.key(), stored.bytes(), awaited);
    } else if (event instanceof Event.Removed removed) {
      effects.removed(calls.get(removed.operation()), removed.key());
    } else if (event instanceof Event.BroughtBack back) {
      model.bringBack(position, back.key(), back.bytes());
    } else if (event instanceof Event.TableLost lost) {
      model.loseTable(position, lost.rows(), lost.identity());
    } else if (event instanceof Event.Strayed strayed) {
      strays.add(strayed.client());
    } else if (event instanceof Event.Ended) {
      ends.checkUnswept(calls);
    } else if (event instanceof Event.Healed healing) {
      healed = true;
      if (!healing.hadFaults() && !leftToSweep) {
        ends.checkNothingLeft();
      }
    } else if (event instanceof Event.Settled) {
      ends.check();
    } else if (event instanceof Event.Broken broken) {
      throw new Violation(broken.why());
    }
    model.noteWholeness(position);
  }

  /** Notes a prune or purge that succeeded: its client will not see again what it took away. */
  private void noteRetired(CallModel call, int position) {
    if (call.outcome() instanceof Outcome.Done && call.retiredUpTo() >= 0) {
      model.chain(call.id()).retiredBy(call.operation().client(), call.retiredUpTo(), position);
    }
  }

  private CallModel call(int operation) {
    CallModel call = calls.get(operation);
    Violation.unless(call != null, "an effect of an operation %d that nobody called", operation);
    if (call == null) {
      throw new IllegalStateException();
    }
    return call;
  }
}
