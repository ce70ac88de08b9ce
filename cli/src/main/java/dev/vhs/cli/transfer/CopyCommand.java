package dev.vhs.cli.transfer;

import dev.vhs.Scan;
import dev.vhs.StreamStore;
import dev.vhs.VersionInfo;
import dev.vhs.Vhs;
import dev.vhs.VhsBuilder;
import dev.vhs.cli.shell.Action;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.Globals;
import dev.vhs.cli.shell.JobsOption;
import dev.vhs.cli.shell.Progress;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.StoreCommand;
import dev.vhs.cli.shell.Stores;
import dev.vhs.spi.StoreUri;
import java.io.IOException;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    description = {
      "%nCopies every id with all its versions: the same numbers in the same order, with times,"
          + " types, metadata and deletions. Each value is checked against its SHA-256. Versions"
          + " that the other store has already are compared and left alone, so a copy can be"
          + " repeated. A single-version store takes the newest version only.%n"
    },
    customSynopsis = "vhs copy --from URI --to URI [--prefix P] [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vhs copy --from file:.vhs --to file:/backup/vhs",
      "  vhs copy --from file:.vhs --to 'file:slim?variant=single'",
      "  vhs copy --from file:.vhs --to file:docs --prefix docs/",
      "  vhs copy --from aws:pointers/values --to file:backup",
      "  vhs copy --from 'file:shared?compatibility=scala' --to file:own"
    })
public final class CopyCommand implements Action {
  @Mixin private final Globals globals = new Globals();

  @Option(names = "--from", required = true, paramLabel = "URI", description = "The store to read.")
  private String from = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "URI",
      description = "The store to write. A local one is created if it does not exist.")
  private String to = "";

  @Option(names = "--prefix", paramLabel = "P", description = "Only ids that begin with P.")
  private String prefix = "";

  @Option(
      names = "--compress",
      description = "Store values compressed (zstd) if that makes them smaller.")
  private boolean compress;

  @Mixin private final JobsOption jobs = new JobsOption();

  @Override
  public Globals globals() {
    return globals;
  }

  @Override
  public int run(Shell shell) throws IOException {
    jobs.count();
    if (globals.store != null) {
      throw Failure.usage("copy takes --from and --to instead of --store. See: vhs copy --help");
    }
    if (isSameStore()) {
      throw Failure.usage("--from and --to are the same store");
    }
    try (Vhs source = Stores.open(from, settings -> {});
        Vhs target = Stores.open(to, this::configureTarget)) {
      return copy(source, target, shell);
    }
  }

  private void configureTarget(VhsBuilder settings) {
    if (compress) {
      settings.compress(true);
    }
  }

  private boolean isSameStore() throws IOException {
    StoreUri one = StoreUri.parse(from);
    StoreUri other = StoreUri.parse(to);
    if (!one.scheme().equals(other.scheme())) {
      return false;
    }
    // Tables and buckets of the same names may be on two servers, or in two regions.
    return StoreFolder.of(from).isPresent()
        ? StoreFolder.of(from).equals(StoreFolder.of(to))
        : one.rest().equals(other.rest()) && one.options().equals(other.options());
  }

  private int copy(Vhs source, Vhs target, Shell shell) {
    Tally tally;
    CopyChain chain;
    long ids;
    try (Progress progress = Progress.of(shell, "copy")) {
      tally = new Tally("vhs copy", globals, progress);
      chain = new CopyChain(target, tally);
      ids = copy(source, chain, tally, progress);
    }
    if (ids == 0) {
      StoreCommand.requireStore(source);
    }
    ChainReport.print("copied", ids, tally, chain.deletions(), shell, globals);
    return tally.exitCode();
  }

  /** Copies all chains, and returns their number. */
  private long copy(Vhs source, CopyChain chain, Tally tally, Progress progress) {
    Scan scan = Scan.all().prefix(prefix).includingDeleted().passingOver(tally::damaged);
    StreamStore streams = source.streams();
    try (Workers workers = new Workers(jobs.count());
        Stream<VersionInfo> all = streams.scan(scan)) {
      return workers.forEach(
          all, progress, newest -> chain.copy(new StoreChain(streams, newest.id())));
    }
  }
}
