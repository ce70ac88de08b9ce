package dev.vhs.cli.value;

import dev.vhs.Scan;
import dev.vhs.VersionInfo;
import dev.vhs.Vhs;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.ProblemPrinter;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.StoreCommand;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "%nLists the ids. Each line has the newest version, its size, the time when it was made, and "
          + "the id. It reads the whole index, in the index's own order. Entries that can't be "
          + "read are reported on standard error, and the exit code is 6.%n"
    },
    customSynopsis = "vhs ls [PREFIX] [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vhs ls",
      "  vhs ls docs/                     only ids that begin with docs/",
      "  vhs ls --deleted                 deleted ids too",
      "  vhs ls --json | jq -r .id        the ids alone, exactly"
    })
public final class LsCommand extends StoreCommand {
  @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "Only ids that begin with it.")
  private String prefix = "";

  @Option(names = "--deleted", description = "List deleted ids too.")
  private boolean deleted;

  @Override
  protected int run(Vhs vhs, Shell shell) {
    VersionInfoPrinter printer = new VersionInfoPrinter(shell, globals());
    AtomicLong passed = new AtomicLong();
    Scan scan =
        Scan.all()
            .prefix(prefix)
            .passingOver(ProblemPrinter.passing(shell, globals(), passed::incrementAndGet));
    try (Stream<VersionInfo> ids = vhs.streams().scan(deleted ? scan.includingDeleted() : scan)) {
      Iterator<VersionInfo> each = ids.iterator();
      if (!each.hasNext()) {
        requireStore(vhs);
      }
      while (each.hasNext()) {
        printer.listed(each.next());
      }
    }
    return passed.get() == 0 ? 0 : Failure.DAMAGED;
  }
}
