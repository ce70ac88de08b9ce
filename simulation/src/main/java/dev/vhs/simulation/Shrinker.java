package dev.vhs.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The search for a small history that is illegal: it is run again and again with parts left out,
 * first many at once, then single ones, and what is still illegal is gone on from (Zeller and
 * Hildebrandt, "Simplifying and isolating failure-inducing input"). Parts are calls of users,
 * changes by other programs, and faults.
 */
final class Shrinker {
  private final Run run;
  private int runs;

  /** The way to run a history with some of its parts. */
  @FunctionalInterface
  interface Run {
    /** Returns whether it is illegal then. */
    boolean fails(Set<Long> parts);
  }

  Shrinker(Run run) {
    this.run = run;
  }

  /** Parts with which it is illegal, and none of which can be left out alone. */
  Set<Long> shrink(List<Long> parts) {
    List<Long> left = new ArrayList<>(parts);
    int before;
    do {
      before = left.size();
      for (int chunk = Math.max(1, left.size() / 2); chunk > 0; chunk /= 2) {
        leaveOut(left, chunk);
      }
    } while (left.size() < before);
    return new LinkedHashSet<>(left);
  }

  /** Leaves out so many at once, the last ones first: what comes late matters least. */
  private void leaveOut(List<Long> left, int chunk) {
    for (int end = left.size(); end > 0; end -= chunk) {
      List<Long> without = new ArrayList<>(left);
      without.subList(Math.max(0, end - chunk), Math.min(end, without.size())).clear();
      runs++;
      if (run.fails(new LinkedHashSet<>(without))) {
        left.clear();
        left.addAll(without);
      }
    }
  }

  /** Returns how often the history was run. */
  int runs() {
    return runs;
  }
}
