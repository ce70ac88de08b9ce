package dev.vhs.simulation;

import dev.vhs.spi.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The states of one place, each from an event on. */
final class Timeline {
  private final List<State> states = new ArrayList<>();

  Timeline() {
    states.add(new State(-1, null, null));
  }

  /**
   * A state of the place from an event on.
   *
   * @param since the place of the event in the history
   * @param row null for no row
   * @param text the value that the row led to then; null for none
   */
  record State(int since, @Nullable Row row, @Nullable String text) {}

  void change(int since, @Nullable Row row, @Nullable String text) {
    State last = last();
    if (!Objects.equals(last.row(), row) || !Objects.equals(last.text(), text)) {
      states.add(new State(since, row, text));
    }
  }

  /** Returns what stood there at an event. */
  State at(int position) {
    return between(position, position).get(0);
  }

  State last() {
    return states.get(states.size() - 1);
  }

  /** Returns whether something held at some moment from one event to another. */
  boolean everBetween(int from, int to, Predicate<State> test) {
    return between(from, to).stream().anyMatch(test);
  }

  /** Returns whether something held at every moment from one event to another. */
  boolean alwaysBetween(int from, int to, Predicate<State> test) {
    return between(from, to).stream().allMatch(test);
  }

  private List<State> between(int from, int to) {
    int first = states.size() - 1;
    while (first > 0 && states.get(first).since() > from) {
      first--;
    }
    int last = first;
    while (last + 1 < states.size() && states.get(last + 1).since() <= to) {
      last++;
    }
    return states.subList(first, last + 1);
  }
}
