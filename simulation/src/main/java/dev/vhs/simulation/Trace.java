package dev.vhs.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A printed history, an event a line, for people. */
final class Trace {
  private static final double NANOS = 1e9;

  private final StringBuilder text = new StringBuilder();
  private final Map<Integer, String> clients = new HashMap<>();

  private Trace() {}

  /** Returns the events up to the one that the verdict is about, or all of a legal history. */
  static String of(History history, Verdict verdict) {
    Trace trace = new Trace();
    List<History.Entry> entries = history.entries();
    int end = verdict.isOk() ? entries.size() : verdict.position() + 1;
    entries.subList(0, end).forEach(trace::add);
    trace.text.append(verdict.isOk() ? "legal" : "ILLEGAL: " + verdict.explanation());
    return trace.text.append('\n').toString();
  }

  private void add(History.Entry entry) {
    Event event = entry.event();
    int operation = operation(event);
    if (event instanceof Event.Invoked invoked) {
      clients.put(operation, invoked.operation().client());
    }
    text.append(String.format(Locale.ROOT, "%12.6f ", entry.at() / NANOS));
    text.append(operation == 0 ? "" : "#" + operation + " " + clients.get(operation) + " ");
    text.append(words(event)).append('\n');
  }

  private static int operation(Event event) {
    if (event instanceof Event.Invoked invoked) {
      return invoked.operation().number();
    } else if (event instanceof Event.Returned returned) {
      return returned.operation();
    } else if (event instanceof Event.Committed committed) {
      return committed.operation();
    } else if (event instanceof Event.Retired retired) {
      return retired.operation();
    } else if (event instanceof Event.Stored stored) {
      return stored.operation();
    } else if (event instanceof Event.Removed removed) {
      return removed.operation();
    } else if (event instanceof Event.Remark remark) {
      return remark.operation();
    }
    return 0;
  }

  private static String words(Event event) {
    if (event instanceof Event.Invoked invoked) {
      return "calls: " + invoked.operation();
    } else if (event instanceof Event.Returned returned) {
      return "returns: " + returned.outcome();
    } else if (event instanceof Event.Committed committed) {
      return "COMMITTED "
          + committed.rows().stream().map(Describe::row).collect(Collectors.joining(" and "));
    } else if (event instanceof Event.Retired retired) {
      return "RETIRED " + Describe.row(retired.read()) + ", left " + Describe.row(retired.left());
    } else if (event instanceof Event.Stored stored) {
      return "STORED " + Describe.key(stored.key()) + " " + Describe.bytes(stored.bytes());
    } else if (event instanceof Event.Removed removed) {
      return "REMOVED " + Describe.key(removed.key());
    } else if (event instanceof Event.Foreign foreign) {
      return "FOREIGN " + Describe.row(foreign.row());
    } else if (event instanceof Event.BroughtBack back) {
      return "BROUGHT BACK " + Describe.key(back.key());
    } else if (event instanceof Event.TableLost lost) {
      return "TABLE LOST, left with " + lost.rows().stream().map(Describe::row).toList();
    } else if (event instanceof Event.Strayed strayed) {
      return strayed.client() + " uses another index with these objects";
    } else if (event instanceof Event.Remark remark) {
      return "  " + remark.text();
    } else if (event instanceof Event.Broken broken) {
      return "BROKEN OFF: " + broken.why();
    }
    return event.getClass().getSimpleName();
  }
}
