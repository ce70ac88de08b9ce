package dev.vhs.cli.upkeep;

import dev.vhs.PruneReport;
import dev.vhs.RetentionPolicy;
import dev.vhs.Vhs;
import dev.vhs.cli.shell.Amounts;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.Printable;
import dev.vhs.cli.shell.Report;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.StoreCommand;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description =
        "%nDrops the oldest versions of an id and frees their space. The newest always stays.%n",
    customSynopsis = "vhs prune ID (--keep N | --keep-younger D) [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vhs prune notes --keep 10             the ten newest values stay",
      "  vhs prune notes --keep 10 --dry-run   says what would go",
      "  vhs prune notes --keep-younger 30d    the versions of the last 30 days stay"
    })
public final class PruneCommand extends StoreCommand {
  @Parameters(paramLabel = "ID", description = "The id.")
  private String id = "";

  @Option(names = "--keep", paramLabel = "N", description = "Keep the N newest values.")
  private @Nullable Long keep;

  @Option(
      names = "--keep-younger",
      paramLabel = "D",
      converter = Amounts.DurationConverter.class,
      description = "Keep the versions of the last D, such as 30d, 12h or 1d12h.")
  private @Nullable Duration keepYounger;

  @Option(names = "--dry-run", description = "Drop nothing; say what would go.")
  private boolean dryRun;

  @Override
  protected void check() {
    if ((keep == null) == (keepYounger == null)) {
      throw Failure.usage("Give either --keep N or --keep-younger D. See: vhs prune --help");
    }
    if (keepYounger != null && (keepYounger.isNegative() || keepYounger.isZero())) {
      throw Failure.usage("--keep-younger is more than 0 s");
    }
  }

  @Override
  protected int run(Vhs vhs, Shell shell) {
    PruneReport report =
        dryRun ? vhs.streams().previewPrune(id, which()) : vhs.streams().prune(id, which());
    new Report()
        .with("id", report.id())
        .with("versions", report.versions())
        .with("objects", report.objects())
        .with("bytes", report.bytes())
        .with("dryRun", dryRun)
        .print(
            shell,
            globals(),
            Printable.id(report.id())
                + (dryRun ? ": would drop " : ": dropped ")
                + Amounts.count(report.versions(), "version")
                + (dryRun ? ", delete " : ", deleted ")
                + Amounts.count(report.objects(), "object")
                + " ("
                + Amounts.size(report.bytes())
                + ")");
    return 0;
  }

  private RetentionPolicy which() {
    if (keep != null) {
      return RetentionPolicy.newest(keep);
    }
    if (keepYounger == null) {
      throw new IllegalStateException("check() lets neither pass");
    }
    return RetentionPolicy.youngerThan(keepYounger);
  }
}
