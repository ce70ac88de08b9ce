package dev.vhs.testkit.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * The requests under way for so long that nobody waits for them any more. Safe for use by many
 * threads.
 */
final class LateRequests {
  private final List<Runnable> underWay = new ArrayList<>();

  synchronized void add(Runnable request) {
    underWay.add(request);
  }

  /** Lets all arrive, in the order in which they were sent; how many they were. */
  int arrive() {
    List<Runnable> arriving;
    synchronized (this) {
      arriving = List.copyOf(underWay);
      underWay.clear();
    }
    arriving.forEach(Runnable::run);
    return arriving.size();
  }
}
