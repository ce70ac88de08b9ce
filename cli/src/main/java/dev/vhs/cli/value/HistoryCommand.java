package dev.vhs.cli.value;

import dev.vhs.VersionInfo;
import dev.vhs.Vhs;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.StoreCommand;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "%nLists the versions of an id and its deletions, newest first. Each line has the version,"
          + " its size, the time when its value was made, the start of its SHA-256, its content"
          + " type and its metadata.%n"
    },
    customSynopsis = "vhs history ID [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vhs history notes",
      "  vhs history notes --limit 10",
      "  vhs history notes --before 90 --limit 10    the ten versions below v90"
    })
public final class HistoryCommand extends StoreCommand {
  @Parameters(paramLabel = "ID", description = "The id.")
  private String id = "";

  @Option(names = "--before", paramLabel = "N", description = "Only versions below N.")
  private @Nullable Long before;

  @Option(names = "--limit", paramLabel = "N", description = "At most N versions.")
  private long limit = Long.MAX_VALUE;

  @Override
  protected void check() {
    if (before != null) {
      version(before);
    }
    if (limit < 1) {
      throw Failure.usage("--limit is at least 1, not " + limit);
    }
  }

  @Override
  protected int run(Vhs vhs, Shell shell) {
    VersionInfoPrinter printer = new VersionInfoPrinter(shell, globals());
    try (Stream<VersionInfo> history =
        before == null ? vhs.streams().history(id) : vhs.streams().history(id, before)) {
      Iterator<VersionInfo> versions = history.iterator();
      for (long printed = 0; printed < limit && versions.hasNext(); printed++) {
        printer.ofHistory(versions.next());
      }
    }
    return 0;
  }
}
