package dev.vhs.testkit.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A count of the requests of an operation, and of how many came one after the other.
 *
 * <p>What comes after what is told by cause, not by time, so that the count is exact on any
 * machine: a request comes after those that its thread made before it, and after those of work
 * beside it only once that work was waited for. Whoever starts work beside an operation takes a
 * {@link Branch} for it. Requests of work that nobody waits for are in the background, and count
 * for nothing.
 */
public final class RequestLog {
  // Not static: logs are few, and what one measures is nothing to another.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable Path> current = new ThreadLocal<>();

  /** Creates an empty log. */
  public RequestLog() {}

  /** The requests on one line of causes. */
  private static final class Path {
    private final List<Request> requests = new ArrayList<>();
    private int depth;

    Path(int depth) {
      this.depth = depth;
    }
  }

  /**
   * The cost of an operation.
   *
   * @param requests what it asked for
   * @param depth how many of these came one after the other
   */
  public record Cost(List<Request> requests, int depth) {
    public Cost {
      requests = List.copyOf(requests);
    }

    /** Returns the count, and the depth in brackets, such as {@code 3 [2]}. */
    public String text() {
      return requests.size() + " [" + depth + "]";
    }
  }

  /** Runs an operation on this thread, and tells what it cost. */
  public Cost measure(Runnable operation) {
    Path before = current.get();
    Path path = new Path(0);
    current.set(path);
    try {
      operation.run();
    } finally {
      current.set(before);
    }
    return new Cost(path.requests, path.depth);
  }

  /** Writes down a request of this thread; the decorators call it. */
  void sent(Request request) {
    Path path = current.get();
    if (path != null) {
      path.requests.add(request);
      path.depth++;
    }
  }

  /** Returns a branch off what this thread is doing, for work that is about to run beside it. */
  public Branch branch() {
    Path from = current.get();
    return new Branch(from == null ? null : new Path(from.depth));
  }

  /** The work beside an operation. */
  public final class Branch {
    private final @Nullable Path path;

    private Branch(@Nullable Path path) {
      this.path = path;
    }

    /** Runs the work, on whatever thread. */
    public <R> R run(Supplier<R> work) {
      Path before = current.get();
      current.set(path);
      try {
        return work.get();
      } finally {
        current.set(before);
      }
    }

    /** Says that this thread has waited for the work: what it does now comes after it. */
    public void joined() {
      Path into = current.get();
      if (into != null && path != null) {
        into.requests.addAll(path.requests);
        path.requests.clear();
        into.depth = Math.max(into.depth, path.depth);
      }
    }
  }
}
