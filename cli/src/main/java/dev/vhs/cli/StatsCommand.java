package dev.vhs.cli;

import dev.vhs.StoreStats;
import dev.vhs.Vhs;
import picocli.CommandLine.Command;

@Command(
    description = "%nCounts ids, versions and bytes, by reading the whole index.%n",
    customSynopsis = "vhs stats [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {"  vhs stats", "  vhs stats --json | jq .storedBytes"})
final class StatsCommand extends StoreCommand {
  @Override
  int run(Vhs vhs, Shell shell) {
    requireStore(vhs);
    StoreStats stats = vhs.maintenance().stats();
    new Report()
        .with("store", vhs.name())
        .with("compatibility", vhs.compatibility().text())
        .with("variant", vhs.variant().text())
        .with("ids", stats.ids())
        .with("deletedIds", stats.deletedIds())
        .with("versions", stats.versions())
        .with("inline", stats.inline())
        .with("bytes", stats.bytes())
        .with("storedBytes", stats.storedBytes())
        .with("others", stats.others())
        .print(shell, globals());
    return 0;
  }
}
