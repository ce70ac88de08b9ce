package dev.vhs.benchmarks.harness;

import java.util.List;

/**
 * What a chapter found.
 *
 * @param key the chapter's
 * @param title the chapter's
 * @param note the chapter's
 * @param loadBefore how many processes wanted a processor when it began, a minute's average
 * @param loadAfter the same when it ended
 * @param rows what it told
 */
public record Findings(
    String key, String title, String note, double loadBefore, double loadAfter, List<Row> rows) {
  public Findings {
    rows = List.copyOf(rows);
  }
}
