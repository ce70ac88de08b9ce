package dev.vhs.cli.upkeep;

import dev.vhs.PurgeReport;
import dev.vhs.VersionInfo;
import dev.vhs.Vhs;
import dev.vhs.cli.shell.Amounts;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.Printable;
import dev.vhs.cli.shell.Report;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.StoreCommand;
import java.util.Iterator;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "%nRemoves an id and every byte of all its versions, for good. A tombstone, a version "
          + "that says that the id was deleted, stays, so that its versions go on counting.%n"
    },
    customSynopsis = "vhs purge ID --yes [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vhs purge notes             says what it would remove",
      "  vhs purge notes --yes       removes it"
    })
public final class PurgeCommand extends StoreCommand {
  @Parameters(paramLabel = "ID", description = "The id.")
  private String id = "";

  @Option(names = "--yes", description = "Remove it. Without this nothing is removed.")
  private boolean yes;

  @Option(
      names = "--forget",
      description =
          "Forget the id altogether: its versions begin at 0 again. A write to it that is under"
              + " way, or began within the last hour (the store's commit window), may be lost.")
  private boolean forget;

  @Override
  protected int run(Vhs vhs, Shell shell) {
    if (!yes) {
      throw Failure.usage(preview(vhs));
    }
    PurgeReport report = forget ? vhs.streams().purgeAndForget(id) : vhs.streams().purge(id);
    new Report()
        .with("id", report.id())
        .with("versions", report.versions())
        .with("objects", report.objects())
        .with("bytes", report.bytes())
        .with("forgotten", report.forgotten())
        .print(
            shell,
            globals(),
            Printable.id(report.id())
                + ": removed "
                + Amounts.count(report.versions(), "version")
                + ", deleted "
                + Amounts.count(report.objects(), "object")
                + " ("
                + Amounts.size(report.bytes())
                + ")"
                + (report.forgotten() ? ", and forgot the id" : ""));
    return 0;
  }

  private String preview(Vhs vhs) {
    long versions = 0;
    long bytes = 0;
    try (Stream<VersionInfo> history = vhs.streams().history(id)) {
      for (Iterator<VersionInfo> each = history.iterator(); each.hasNext(); ) {
        VersionInfo info = each.next();
        versions++;
        bytes += Math.max(0, info.size());
      }
    }
    return "This would remove "
        + Amounts.count(versions, "version")
        + " of '"
        + id
        + "' ("
        + Amounts.size(bytes)
        + ") from "
        + vhs.name()
        + " for good; to do it, add --yes";
  }
}
