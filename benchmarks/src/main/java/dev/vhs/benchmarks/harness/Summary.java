package dev.vhs.benchmarks.harness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The outcome of each {@link Goal}. */
final class Summary {
  private final List<Findings> chapters;

  Summary(List<Findings> chapters) {
    this.chapters = chapters;
  }

  /**
   * A line of the summary.
   *
   * @param goal what is asked
   * @param asked of each figure
   * @param measured the figure furthest from what is asked, and which it is
   * @param verdict whether all were good
   */
  record Line(String goal, String asked, String measured, String verdict) {}

  /** A figure with a target that is part of a goal, and where it is from. */
  private record Part(Row row, Figure figure, Target target) {
    double shortfall() {
      return target.shortfall(figure.values());
    }
  }

  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Goal goal : Goal.values()) {
      lines.add(line(goal, parts(goal)));
    }
    return lines;
  }

  private List<Part> parts(Goal goal) {
    List<Part> parts = new ArrayList<>();
    for (Findings chapter : chapters) {
      for (Row row : chapter.rows()) {
        for (Figure figure : row.figures()) {
          Target target = figure.target();
          if (target != null && target.goal() == goal) {
            parts.add(new Part(row, figure, target));
          }
        }
      }
    }
    return parts;
  }

  private static Line line(Goal goal, List<Part> parts) {
    if (parts.isEmpty()) {
      return new Line(goal.text(), "", "", "not measured");
    }
    Part worst = parts.stream().max(Comparator.comparingDouble(Part::shortfall)).orElseThrow();
    long met = parts.stream().filter(part -> !part.figure.isMissed()).count();
    boolean alike = parts.stream().map(part -> part.target.text()).distinct().limit(2).count() == 1;
    String verdict = met == parts.size() ? "reached" : "**missed**";
    if (parts.size() > 1) {
      verdict += ", %d of %d".formatted(met, parts.size());
    }
    return new Line(
        goal.text(),
        alike ? worst.target.text() : "each its own",
        "%s (%s, %s)"
            .formatted(
                Numbers.text(worst.figure.values().median()),
                worst.row.task(),
                worst.figure.name()),
        verdict);
  }
}
