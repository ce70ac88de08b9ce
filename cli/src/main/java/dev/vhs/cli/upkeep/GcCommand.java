package dev.vhs.cli.upkeep;

import dev.vhs.JobKind;
import dev.vhs.Location;
import dev.vhs.SweepOptions;
import dev.vhs.SweepReport;
import dev.vhs.Vhs;
import dev.vhs.cli.shell.Amounts;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.Printable;
import dev.vhs.cli.shell.Report;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.StoreCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    description = {
      "%nThe sweep: deletes objects that no version names and that are older than the grace "
          + "period (24h by default). Crashed writers leave such objects. It is safe while others "
          + "write.%n",
      "It stops before it deletes anything if more than a tenth of all objects look unused: "
          + "then something else is probably wrong.%n"
    },
    customSynopsis = "vhs gc [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vhs gc --dry-run              what would be deleted",
      "  vhs gc --state gc.state       go on where a killed run ended",
      "  vhs gc --max-delete 5000      up to 5,000, even if that is over a tenth",
      "  vhs gc --segment 0 --of 4     a quarter; the others in other processes"
    })
public final class GcCommand extends StoreCommand {
  @Option(
      names = "--grace",
      paramLabel = "D",
      converter = Amounts.DurationConverter.class,
      description =
          "Keep objects younger than D, such as 48h. At least the store's own grace period, "
              + "which is the default.")
  private @Nullable Duration grace;

  @Option(names = "--dry-run", description = "Delete nothing; list some objects that would go.")
  private boolean dryRun;

  @Option(
      names = "--max-delete",
      paramLabel = "N",
      description = "Delete up to N objects, even if that is over a tenth of all.")
  private @Nullable Long maxDelete;

  @Mixin private final WholeStoreOptions work = new WholeStoreOptions();

  @Override
  protected void check() {
    work.check();
    if (maxDelete != null && maxDelete < 0) {
      throw Failure.usage("--max-delete is 0 or more, not " + maxDelete);
    }
  }

  @Override
  protected int run(Vhs vhs, Shell shell) throws IOException {
    SweepOptions options = options();
    EstimateLine.print(vhs, shell, JobKind.GC);
    // A sweep that stopped can go on without counting again, once --max-delete allows more.
    SweepReport report =
        work.run(
            shell,
            "gc",
            how -> vhs.maintenance().gc(options.work(how)),
            done -> done.stopped().isEmpty());
    if (!globals().json && (dryRun || !report.stopped().isEmpty())) {
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

  private SweepOptions options() {
    SweepOptions options = SweepOptions.DEFAULT;
    options = grace == null ? options : options.grace(grace);
    options = dryRun ? options.dryRun() : options;
    return maxDelete == null ? options : options.maxDelete(maxDelete);
  }

  private void print(SweepReport report, Shell shell) {
    Map<String, Object> kept = new LinkedHashMap<>();
    for (SweepReport.Kept reason : SweepReport.Kept.values()) {
      if (report.kept(reason) > 0) {
        kept.put(reason.text(), report.kept(reason));
      }
    }
    new Report()
        .with("objects", report.objects())
        .with("young", report.young())
        .with("foreign", report.foreign())
        .with("doubtful", report.doubtful())
        .with("kept", kept)
        .with("orphans", report.orphans())
        .with("deleted", report.deleted())
        .with("bytes", report.bytes())
        .with("markers", report.markers())
        .with("uploads", report.uploads())
        .with("dryRun", dryRun)
        .with("stopped", report.stopped())
        .print(shell, globals(), words(report));
  }

  private String words(SweepReport report) {
    StringBuilder words = new StringBuilder(dryRun ? "would delete " : "deleted ");
    words
        .append(Amounts.count(dryRun ? report.orphans() : report.deleted(), "object"))
        .append(" of ")
        .append(Amounts.grouped(report.objects()))
        .append(" (orphans: ")
        .append(Amounts.grouped(report.orphans()))
        .append(", ")
        .append(Amounts.size(report.bytes()))
        .append(")");
    for (SweepReport.Kept reason : SweepReport.Kept.values()) {
      if (report.kept(reason) > 0) {
        words
            .append("\nkept ")
            .append(Amounts.grouped(report.kept(reason)))
            .append(": ")
            .append(reason.words());
      }
    }
    return words
        .append("\nalso dropped: ")
        .append(Amounts.count(report.markers(), "marker"))
        .append(", ")
        .append(Amounts.count(report.uploads(), "stale upload"))
        .toString();
  }
}
