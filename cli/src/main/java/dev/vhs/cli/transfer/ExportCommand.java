package dev.vhs.cli.transfer;

import dev.vhs.NoVersionExists;
import dev.vhs.Scan;
import dev.vhs.StreamStore;
import dev.vhs.ValueStream;
import dev.vhs.VersionInfo;
import dev.vhs.Vhs;
import dev.vhs.cli.shell.Amounts;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.JobsOption;
import dev.vhs.cli.shell.Progress;
import dev.vhs.cli.shell.Report;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.StoreCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "%nWrites the newest version of each id into a folder: byte for byte, at the path that the id"
          + " is, and with its time. Files that have the same bytes already are left alone. Other files of"
          + " that name are replaced, each in one step. Nothing is removed.%n",
      "An id that can't be a path there (.., a//b, a beside a/b) becomes a file in the folder"
          + " .vhs-ids, percent-escaped. An import reads it back as that id.%n",
      "With --ndjson it is a backup: versions.ndjson has a line for each version and each deletion,"
          + " and objects/ has the values, each named by its SHA-256. vhs import --ndjson checks"
          + " all of it and makes the same versions again.%n"
    },
    customSynopsis = "vhs export DIR [--prefix P] [--all|--ndjson] [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vhs export out",
      "  vhs export out --prefix site/     only these ids, without site/",
      "  vhs export out --all              every version: notes@v0, notes@v1, ...",
      "  vhs export backup --ndjson        every version, with all that is known of it"
    })
public final class ExportCommand extends StoreCommand {
  @Parameters(paramLabel = "DIR", description = "The folder. It is created if it does not exist.")
  private String dir = "";

  @Option(
      names = "--prefix",
      paramLabel = "P",
      description =
          "Only ids that begin with P. The names of files leave P out; a backup has whole ids.")
  private String prefix = "";

  @Option(
      names = "--all",
      description =
          "Every version, of deleted ids too, each as ID@vN. The last @vN of a name is the"
              + " version.")
  private boolean all;

  @Option(
      names = "--ndjson",
      description =
          "A backup: lines of JSON that describe every version, and the values beside them.")
  private boolean ndjson;

  @Mixin private final JobsOption jobs = new JobsOption();

  @Override
  protected void check() {
    jobs.count();
    if (all && ndjson) {
      throw Failure.usage("--ndjson has every version already; leave --all out");
    }
  }

  @Override
  protected int run(Vhs vhs, Shell shell) throws IOException {
    return ndjson ? backUp(vhs, shell) : exportFiles(vhs, shell);
  }

  private int backUp(Vhs vhs, Shell shell) throws IOException {
    Tally tally;
    VersionsWriter versions;
    try (Progress progress = Progress.of(shell, "export")) {
      tally = new Tally("vhs export", globals(), progress);
      versions = backUp(vhs, tally, progress);
    }
    ChainReport.print("exported", versions.ids(), tally, versions.deletions(), shell, globals());
    return tally.exitCode();
  }

  private VersionsWriter backUp(Vhs vhs, Tally tally, Progress progress) throws IOException {
    Scan scan = Scan.all().prefix(prefix).includingDeleted().passingOver(tally::damaged);
    try (ExportTree tree = new ExportTree(Path.of(dir), StoreFolder.of(vhs.name()));
        VersionsWriter versions = new VersionsWriter(vhs, tree, tally)) {
      forEach(vhs, scan, progress, newest -> versions.write(newest.id()));
      versions.end();
      return versions;
    }
  }

  private int exportFiles(Vhs vhs, Shell shell) throws IOException {
    Tally tally;
    try (Progress progress = Progress.of(shell, "export")) {
      tally = new Tally("vhs export", globals(), progress);
      export(vhs, tally, progress);
    }
    print(tally, shell);
    return tally.exitCode();
  }

  private void export(Vhs vhs, Tally tally, Progress progress) throws IOException {
    Scan values = Scan.all().prefix(prefix).passingOver(tally::damaged);
    Scan scan = all ? values.includingDeleted() : values;
    try (ExportTree tree = new ExportTree(Path.of(dir), StoreFolder.of(vhs.name()))) {
      forEach(
          vhs,
          scan,
          progress,
          newest -> {
            if (all) {
              versions(vhs.streams(), newest.id(), tree, tally);
            } else {
              one(vhs.streams(), newest, false, tree, tally);
            }
          });
    }
  }

  private void forEach(Vhs vhs, Scan scan, Progress progress, Consumer<VersionInfo> work) {
    try (Workers workers = new Workers(jobs.count());
        Stream<VersionInfo> ids = vhs.streams().scan(scan)) {
      if (workers.forEach(ids, progress, work) == 0) {
        requireStore(vhs);
      }
    }
  }

  private void versions(StreamStore store, String id, ExportTree tree, Tally tally) {
    try (Stream<VersionInfo> history = store.history(id)) {
      for (Iterator<VersionInfo> each = history.iterator(); each.hasNext(); ) {
        VersionInfo info = each.next();
        if (!info.isDeleted()) {
          one(store, info, true, tree, tally);
        }
      }
    } catch (RuntimeException e) {
      tally.failed(id, e);
    }
  }

  private void one(
      StreamStore store, VersionInfo info, boolean exactly, ExportTree tree, Tally tally) {
    String name = info.id().substring(prefix.length()) + (exactly ? "@v" + info.version() : "");
    try {
      if (isThere(name, info, tree)) {
        tally.unchanged();
        return;
      }
      try (ValueStream value =
              exactly ? store.open(info.id(), info.version()) : store.open(info.id());
          ExportedFile file = tree.begin()) {
        value.transferTo(file.stream());
        Instant made = value.info().createdAt().orElse(null);
        Instant set = made == null ? null : file.setTime(made);
        tree.place(name, file);
        tally.done(value.info().size());
        if (set != null && !set.equals(made)) {
          tally.say(
              info.id(),
              "its time is " + made + ", which its file can't have; the file has " + set);
        }
      }
    } catch (NoVersionExists e) {
      // Deleted or pruned since it was listed, so there is nothing to export.
    } catch (RuntimeException | IOException e) {
      tally.failed(info.id(), e);
    }
  }

  private static boolean isThere(String name, VersionInfo info, ExportTree tree)
      throws IOException {
    return info.sha256().isPresent() && tree.holds(name, info.size(), info.sha256().get());
  }

  private void print(Tally tally, Shell shell) {
    new Report()
        .with("exported", tally.doneCount())
        .with("bytes", tally.bytesDone())
        .with("unchanged", tally.unchangedCount())
        .with("failed", tally.failedCount())
        .with("seconds", tally.elapsed().toMillis() / 1000.0)
        .print(
            shell,
            globals(),
            "exported "
                + Amounts.count(tally.doneCount(), "file")
                + " ("
                + Amounts.size(tally.bytesDone())
                + ") in "
                + Amounts.seconds(tally.elapsed())
                + "; unchanged "
                + Amounts.grouped(tally.unchangedCount())
                + ", failed "
                + Amounts.grouped(tally.failedCount()));
  }
}
