package dev.vhs.cli.transfer;

import dev.vhs.cli.shell.Amounts;
import dev.vhs.cli.shell.Globals;
import dev.vhs.cli.shell.Report;
import dev.vhs.cli.shell.Shell;

/** What became of chains that were copied, exported or imported. */
final class ChainReport {
  private ChainReport() {}

  /**
   * Prints it.
   *
   * @param done what was done to versions, as in {@code copied}
   * @param ids how many ids there were
   * @param deletions how many deletions are among the versions
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
                + "; there already "
                + Amounts.grouped(tally.unchangedCount())
                + ", failed "
                + Amounts.grouped(tally.failedCount()));
  }
}
