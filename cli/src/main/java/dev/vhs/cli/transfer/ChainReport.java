package dev.vhs.cli.transfer;

import dev.vhs.cli.shell.Amounts;
import dev.vhs.cli.shell.Globals;
import dev.vhs.cli.shell.Report;
import dev.vhs.cli.shell.Shell;

/** The report about chains that were copied, exported or imported. */
final class ChainReport {
  private ChainReport() {}

  /**
   * Prints the report.
   *
   * @param done the verb for what was done to versions, as in {@code copied}
   * @param ids the number of ids
   * @param deletions the number of deletions among the versions
   */
  static void print(
      String done, long ids, Tally tally, long deletions, Shell shell, Globals globals) {
    new Report()
        .with("ids", ids)
        .with(done, tally.doneCount())
        .with("deletions", deletions)
        .with("bytes", tally.bytesDone())
        .with("unchanged", tally.unchangedCount())
        .with("failed", tally.failedCount())
        .with("seconds", tally.elapsed().toMillis() / 1000.0)
        .print(
            shell,
            globals,
            Amounts.count(ids, "id")
                + ": "
                + done
                + " "
                + Amounts.count(tally.doneCount(), "version")
                + " ("
                + Amounts.size(tally.bytesDone())
                + ") and "
                + Amounts.count(deletions, "deletion")
                + " in "
                + Amounts.seconds(tally.elapsed())
                + "; already there "
                + Amounts.grouped(tally.unchangedCount())
                + ", failed "
                + Amounts.grouped(tally.failedCount()));
  }
}
