package dev.vhs.testkit.emulators;

import dev.vhs.testkit.faults.Request;
import dev.vhs.testkit.faults.RequestLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The requests that came to one or more {@link FaultyEndpoint}s, and when.
 *
 * <p>A request came after another if it arrived when the other had been answered. So two requests
 * side by side are told from two in a row only if they take longer than their sender needs to send
 * both: let the endpoints have a latency. Safe for use by many threads.
 */
public final class WireLog {
  private final List<Entry> entries = new ArrayList<>();

  /** Creates an empty log. */
  public WireLog() {}

  /**
   * One request.
   *
   * @param request what was asked
   * @param status of the answer; 0 where none was sent
   * @param arrivedNanos when it arrived, by {@link System#nanoTime}
   * @param answeredNanos when its answer began to go out or its connection was closed, by {@link
   *     System#nanoTime}
   */
  public record Entry(WireRequest request, int status, long arrivedNanos, long answeredNanos) {
    @Override
    public String toString() {
      return request + (status == 0 ? " (no answer)" : " (" + status + ")");
    }
  }

  synchronized void add(Entry entry) {
    entries.add(entry);
  }

  /** Forgets all requests so far. */
  public synchronized void clear() {
    entries.clear();
  }

  /**
   * Returns the requests that were answered or dropped so far, in the order in which they arrived.
   */
  public synchronized List<Entry> entries() {
    return entries.stream().sorted(Comparator.comparingLong(Entry::arrivedNanos)).toList();
  }

  /** Returns the names of the operations, in the order in which the requests arrived. */
  public List<String> operations() {
    return entries().stream().map(entry -> entry.request().operation()).toList();
  }

  /** Returns how many requests there were, and how many of them came one after the other. */
  public RequestLog.Cost cost() {
    List<Entry> all = entries();
    List<Request> requests =
        all.stream()
            .map(Entry::request)
            .map(request -> new Request(request.operation(), request.target()))
            .toList();
    return new RequestLog.Cost(requests, depth(all));
  }

  /**
   * Runs an operation, and tells what it cost; requests of anybody else must not come meanwhile.
   */
  public RequestLog.Cost measure(Runnable operation) {
    clear();
    operation.run();
    return cost();
  }

  /**
   * Returns the longest row of requests of which each arrived after the one before was answered.
   */
  private static int depth(List<Entry> entries) {
    int depth = 0;
    long free = Long.MIN_VALUE;
    List<Entry> byAnswer =
        entries.stream().sorted(Comparator.comparingLong(Entry::answeredNanos)).toList();
    for (Entry entry : byAnswer) {
      // Taking always the one that is answered first leaves most room for others.
      if (depth == 0 || entry.arrivedNanos() >= free) {
        depth++;
        free = entry.answeredNanos();
      }
    }
    return depth;
  }
}
