package dev.vhs.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The result of a {@link Race}: the laps of each entrant, round by round. */
public final class Standings {
  private static final double KIB = 1024;

  private final List<String> names;
  private final List<List<Lap>> laps;

  Standings(List<String> names, List<List<Lap>> laps) {
    this.names = names;
    this.laps = laps;
  }

  /** Returns the names of the entrants, in their order. */
  public List<String> names() {
    return names;
  }

  /** Returns the rate at which an entrant did its work, in times a second. */
  public Distribution rate(int entrant) {
    return of(entrant, Lap::rate);
  }

  /** Returns the processor time that an entrant's work took our threads, in microseconds a time. */
  public Distribution cpuMicros(int entrant) {
    return of(entrant, Lap::cpuMicros);
  }

  /** Returns the heap that an entrant's work took, in bytes a time. */
  public Distribution allocatedBytes(int entrant) {
    return of(entrant, Lap::allocatedBytes);
  }

  /** Returns the rate of one entrant over that of another, in the same round. */
  public Distribution rateRatio(int entrant, int other) {
    return rate(entrant).over(rate(other));
  }

  /** Returns the heap that an entrant's work took, in KiB a time. */
  public Distribution allocatedKib(int entrant) {
    return allocatedBytes(entrant).map(bytes -> bytes / KIB);
  }

  /**
   * The targets of the first entrant in a comparison with another.
   *
   * @param rate of its rate over the other's; null for nothing
   * @param cpu of the other's processor time over its own; null for nothing
   */
  public record Versus(@Nullable Target rate, @Nullable Target cpu) {
    /** Nothing is asked. */
    public static final Versus JUST_SO = new Versus(null, null);

    /** Returns a comparison in which only the rate matters. */
    public static Versus rate(Target target) {
      return new Versus(target, null);
    }
  }

  /**
   * Returns a row that compares the first entrant with each of the others.
   *
   * @param others what is asked, for each of the others in their order
   */
  public Row row(String task, Versus... others) {
    List<Figure> figures = new ArrayList<>();
    for (int entrant = 0; entrant < names.size(); entrant++) {
      figures.add(Figure.of(names.get(entrant), "1/s", rate(entrant)));
    }
    for (int other = 1; other < names.size(); other++) {
      String ratio = names.get(0) + " / " + names.get(other);
      figures.add(new Figure(ratio, "", rateRatio(0, other), others[other - 1].rate));
    }
    for (int entrant = 0; entrant < names.size(); entrant++) {
      figures.add(Figure.of("CPU " + names.get(entrant), "µs", cpuMicros(entrant)));
    }
    for (int other = 1; other < names.size(); other++) {
      String ratio = "CPU " + names.get(other) + " / " + names.get(0);
      figures.add(
          new Figure(ratio, "", cpuMicros(other).over(cpuMicros(0)), others[other - 1].cpu));
    }
    for (int entrant = 0; entrant < names.size(); entrant++) {
      figures.add(Figure.of("heap " + names.get(entrant), "KiB", allocatedKib(entrant)));
    }
    return new Row(task, figures);
  }

  private Distribution of(int entrant, ToDoubleFunction<Lap> figure) {
    return Distribution.of(laps.get(entrant).stream().mapToDouble(figure).boxed().toList());
  }
}
