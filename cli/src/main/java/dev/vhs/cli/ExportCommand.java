package dev.vhs.cli;

import dev.vhs.Facts;
import dev.vhs.NoVersionExists;
import dev.vhs.Scan;
import dev.vhs.StreamStore;
import dev.vhs.ValueStream;
import dev.vhs.Vhs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "%nWrites the newest version of each id into a folder, the id as path, byte for byte and "
          + "with its time. Files that have the same bytes already are left alone; other files of "
          + "that name are replaced, each at once; nothing is removed.%n",
      "An id that can't be a path there (.., a//b, a beside a/b) becomes a file in the folder .vhs-ids, "
          + "percent-escaped; an import reads it back as that id.%n"
    },
    customSynopsis = "vhs export DIR [--prefix P] [--all] [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vhs export out",
      "  vhs export out --prefix site/     only these ids, without site/",
      "  vhs export out --all              every version: notes@v0, notes@v1, ..."
    })
final class ExportCommand extends StoreCommand {
  @Parameters(paramLabel = "DIR", description = "The folder; created if need be.")
  private String dir = "";

  @Option(
      names = "--prefix",
      paramLabel = "P",
      description = "Only ids that begin so; what files are called leaves it out.")
  private String prefix = "";

  @Option(
      names = "--all",
      description =
          "Every version, of deleted ids too, each as ID@vN: whatever ID is, the last @vN is the version.")
  private boolean all;

  @Mixin private final Jobs jobs = new Jobs();

  @Override
  void check() {
    jobs.count();
  }

  @Override
  int run(Vhs vhs, Shell shell) throws IOException {
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
    try (ExportTree tree = new ExportTree(Path.of(dir), StoreFolder.of(vhs.name()));
        Workers workers = new Workers(jobs.count());
        Stream<Facts> ids = vhs.streams().scan(scan)) {
      boolean none = true;
      for (Iterator<Facts> each = ids.iterator(); each.hasNext() && !workers.hasFailed(); ) {
        Facts newest = each.next();
        none = false;
        workers.submit(
            () -> {
              if (all) {
                versions(vhs.streams(), newest.id(), tree, tally);
              } else {
                one(vhs.streams(), newest, false, tree, tally);
              }
              progress.step();
            });
      }
      workers.finish();
      if (none) {
        requireStore(vhs);
      }
    }
  }

  private void versions(StreamStore store, String id, ExportTree tree, Tally tally) {
    try (Stream<Facts> history = store.history(id)) {
      for (Iterator<Facts> each = history.iterator(); each.hasNext(); ) {
        Facts facts = each.next();
        if (!facts.isDeleted()) {
          one(store, facts, true, tree, tally);
        }
      }
    } catch (RuntimeException e) {
      tally.failed(id, e);
    }
  }

  private void one(StreamStore store, Facts facts, boolean exactly, ExportTree tree, Tally tally) {
    String name = facts.id().substring(prefix.length()) + (exactly ? "@v" + facts.version() : "");
    try {
      if (isThere(tree.find(name), facts)) {
        tally.unchanged();
        return;
      }
      try (ValueStream value =
              exactly ? store.open(facts.id(), facts.version()) : store.open(facts.id());
          WholeFile file = tree.begin()) {
        value.transferTo(file.stream());
        file.stream().close();
        if (value.facts().createdAt().isPresent()) {
          Files.setLastModifiedTime(
              file.temporary(), FileTime.from(value.facts().createdAt().get()));
        }
        tree.place(name, file);
        tally.done(value.facts().size());
      }
    } catch (NoVersionExists e) {
      // Deleted or pruned since it was listed: it is not there to be exported.
    } catch (RuntimeException | IOException e) {
      tally.failed(facts.id(), e);
    }
  }

  private static boolean isThere(Path file, Facts facts) throws IOException {
    return facts.sha256().isPresent()
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == facts.size()
        && Digests.sha256(file).equals(facts.sha256().get());
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
