package dev.vhs.cli;

import dev.vhs.Location;
import dev.vhs.SweepOptions;
import dev.vhs.SweepReport;
import dev.vhs.Vhs;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    description = {
      "%nThe sweep: deletes objects that no version names (what crashed writers leave), once "
          + "they are older than the grace period. Safe beside live writers.%n",
      "It stops before deleting when over a tenth of all objects look so: then something else "
          + "is likely wrong.%n"
    },
    customSynopsis = "vhs gc [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vhs gc --dry-run              what would be deleted",
      "  vhs gc",
      "  vhs gc --max-delete 5000      up to 5,000, whatever part of all they are"
    })
final class GcCommand extends StoreCommand {
  @Option(
      names = "--grace",
      paramLabel = "D",
      converter = Amounts.DurationConverter.class,
      description =
          "Keep what is younger; longer than the store's own grace period (24 h if not set).")
  private @Nullable Duration grace;

  @Option(names = "--dry-run", description = "Delete nothing; list some of what would be.")
  private boolean dryRun;

  @Option(names = "--max-delete", paramLabel = "N", description = "Delete up to so many objects.")
  private @Nullable Long maxDelete;

  @Override
  int run(Vhs vhs, Shell shell) {
    SweepOptions options = SweepOptions.DEFAULT;
    options = grace == null ? options : options.grace(grace);
    options = dryRun ? options.dryRun() : options;
    options = maxDelete == null ? options : options.maxDelete(maxDelete);
    Estimate.wholeStore(vhs, shell, "lists all objects and scans the index");
    SweepReport report = vhs.maintenance().gc(options);
    if (dryRun && !globals().json) {
      for (Location orphan : report.sample()) {
        shell.out().line("  " + Printable.line(orphan.toString()));
      }
    }
    print(report, shell);
    if (!report.stopped().isEmpty() && !dryRun) {
      throw new Failure(Failure.REFUSED, report.stopped());
    }
    return 0;
  }

  private void print(SweepReport report, Shell shell) {
    new Report()
        .with("objects", report.objects())
        .with("young", report.young())
        .with("foreign", report.foreign())
        .with("doubtful", report.doubtful())
        .with("orphans", report.orphans())
        .with("deleted", report.deleted())
        .with("bytes", report.bytes())
        .with("markers", report.markers())
        .with("uploads", report.uploads())
        .with("dryRun", dryRun)
        .with("stopped", report.stopped())
        .print(
            shell,
            globals(),
            (dryRun ? "would delete " : "deleted ")
                + Amounts.count(dryRun ? report.orphans() : report.deleted(), "object")
                + " of "
                + Amounts.grouped(report.objects())
                + " (orphans: "
                + Amounts.grouped(report.orphans())
                + ", "
                + Amounts.size(report.bytes())
                + ")\nkept: "
                + Amounts.grouped(report.young())
                + " younger than the grace period, "
                + Amounts.grouped(report.doubtful())
                + " in doubt, "
                + Amounts.grouped(report.foreign())
                + " not ours\nalso dropped: "
                + Amounts.count(report.markers(), "marker")
                + ", "
                + Amounts.count(report.uploads(), "stale upload"));
  }
}
