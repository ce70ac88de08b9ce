package dev.vhs.cli.upkeep;

import dev.vhs.JobKind;
import dev.vhs.LastSweep;
import dev.vhs.StoreStats;
import dev.vhs.Vhs;
import dev.vhs.cli.shell.Amounts;
import dev.vhs.cli.shell.Report;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.StoreCommand;
import dev.vhs.spi.Masked;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    description =
        "%nCounts ids, versions and bytes by reading the whole index, and says when gc last "
            + "succeeded.%n",
    customSynopsis = "vhs stats [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {"  vhs stats", "  vhs stats --json | jq .storedBytes"})
public final class StatsCommand extends StoreCommand {
  @Mixin private final WholeStoreOptions work = new WholeStoreOptions();

  @Override
  protected void check() {
    work.check();
  }

  @Override
  protected int run(Vhs vhs, Shell shell) throws IOException {
    requireStore(vhs);
    EstimateLine.print(vhs, shell, JobKind.SCAN);
    StoreStats counted =
        work.run(shell, "stats", how -> vhs.maintenance().stats(how), done -> true);
    print(vhs, counted, shell);
    return 0;
  }

  private void print(Vhs vhs, StoreStats stats, Shell shell) {
    Report report =
        new Report()
            .with("store", Masked.of(vhs.name()))
            .with("compatibility", vhs.compatibility().text())
            .with("variant", vhs.variant().text())
            .with("ids", stats.ids())
            .with("deletedIds", stats.deletedIds())
            .with("versions", stats.versions())
            .with("deletions", stats.deletions())
            .with("inline", stats.inline())
            .with("bytes", stats.bytes())
            .with("storedBytes", stats.storedBytes())
            .with("bookkeepingRows", stats.bookkeepingRows());
    if (stats.unreadable() > 0) {
      report.with("unreadable", stats.unreadable());
    }
    Optional<LastSweep> sweep = vhs.maintenance().lastSweep();
    if (globals().json) {
      sweep.ifPresent(last -> report.with("lastSweep", members(last)));
    } else {
      report.with(
          "lastGc",
          sweep
              .map(
                  last ->
                      last.finishedAt()
                          + ", deleted "
                          + Amounts.count(last.deleted(), "object")
                          + " of "
                          + Amounts.grouped(last.objects()))
              .orElse("never"));
    }
    report.print(shell, globals());
  }

  private static Map<String, Object> members(LastSweep sweep) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("startedAt", sweep.startedAt());
    members.put("finishedAt", sweep.finishedAt());
    members.put("objects", sweep.objects());
    members.put("deleted", sweep.deleted());
    members.put("bytes", sweep.bytes());
    return members;
  }
}
