package dev.vhs.cli.transfer;

import dev.vhs.NoVersionExists;
import dev.vhs.StreamStore;
import dev.vhs.VersionConflict;
import dev.vhs.VersionInfo;
import dev.vhs.Vhs;
import dev.vhs.VhsBuilder;
import dev.vhs.WriteOptions;
import dev.vhs.cli.shell.Amounts;
import dev.vhs.cli.shell.ContentTypes;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.JobsOption;
import dev.vhs.cli.shell.Progress;
import dev.vhs.cli.shell.Report;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.StoreCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "%nStores every file of a folder as the next version of an id. The id is the file's path "
          + "below the folder, with / between its parts. Files whose newest version has the same "
          + "bytes are left alone, so an import that was interrupted can go on.%n",
      "The time when a file was changed becomes the time of its version. Links are not followed, "
          + "and a store inside the folder is not stored in itself.%n",
      "With --ndjson the folder is a backup that vhs export --ndjson wrote. Every version gets its"
          + " number, time, type and metadata, after its value was compared with its SHA-256."
          + " Versions that are there already are compared and left alone. A single-version store"
          + " takes the newest version only.%n"
    },
    customSynopsis = "vhs import DIR [--prefix P|--ndjson] [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vhs import src",
      "  vhs import . --prefix site/       ids begin with site/",
      "  vhs import photos --jobs 4",
      "  vhs import backup --ndjson        what vhs export backup --ndjson wrote"
    })
public final class ImportCommand extends StoreCommand {
  private static final int TRIES = 3;

  /** The sizes that systems give for files that they make up, as in /proc and /sys. */
  private static final Set<Long> MADE_UP_SIZES = Set.of(0L, 4096L);

  @Parameters(paramLabel = "DIR", description = "The folder.")
  private String dir = "";

  @Option(
      names = "--prefix",
      paramLabel = "P",
      description = "Begin each id with P, exactly as given.")
  private String prefix = "";

  @Option(
      names = "--compress",
      description = "Store files compressed (zstd) if that makes them smaller.")
  private boolean compress;

  @Option(names = "--ndjson", description = "The folder is a backup that export --ndjson wrote.")
  private boolean ndjson;

  @Mixin private final JobsOption jobs = new JobsOption();

  @Override
  protected void check() {
    jobs.count();
    if (ndjson && !prefix.isEmpty()) {
      throw Failure.usage("A backup has whole ids, so leave --prefix out with --ndjson");
    }
  }

  @Override
  protected void configure(VhsBuilder builder) {
    if (compress) {
      builder.compress(true);
    }
  }

  @Override
  protected int run(Vhs vhs, Shell shell) throws IOException {
    Path root = Path.of(dir).toRealPath();
    if (!Files.isDirectory(root)) {
      throw new NotDirectoryException(dir);
    }
    try (Folder folder = Folder.open(root)) {
      return ndjson ? importVersions(vhs, folder, shell) : importFiles(vhs, folder, shell);
    }
  }

  private int importVersions(Vhs vhs, Folder root, Shell shell) throws IOException {
    VersionsReader backup = new VersionsReader(root);
    long ids = backup.check();
    Tally tally;
    CopyChain copy;
    try (Progress progress = Progress.of(shell, "import")) {
      tally = new Tally("vhs import", globals(), progress);
      copy = new CopyChain(vhs, tally);
      progress.total(ids);
      importVersions(backup, copy, progress);
    }
    ChainReport.print("imported", ids, tally, copy.deletions(), shell, globals());
    return tally.exitCode();
  }

  private void importVersions(VersionsReader backup, CopyChain copy, Progress progress)
      throws IOException {
    try (Workers workers = new Workers(jobs.count())) {
      backup.forEach(
          chain ->
              workers.submit(
                  () -> {
                    copy.copy(chain);
                    progress.step();
                  }));
      workers.finish();
    }
  }

  private int importFiles(Vhs vhs, Folder folder, Shell shell) throws IOException {
    Path root = folder.path();
    Optional<Path> store = StoreFolder.of(vhs.name());
    LongAdder links = new LongAdder();
    LongAdder specials = new LongAdder();
    Tally tally;
    try (Progress progress = Progress.of(shell, "import");
        Workers workers = new Workers(jobs.count())) {
      tally = new Tally("vhs import", globals(), progress);
      if (progress.isShown()) {
        progress.total(count(root, store));
      }
      new TreeWalk(root, store) {
        @Override
        void file(Path file, String name, BasicFileAttributes attributes) {
          workers.submit(
              () -> {
                one(vhs.streams(), new TreeFile(folder, file), name, attributes, tally);
                progress.step();
              });
        }

        @Override
        void other(String name, boolean link) {
          (link ? links : specials).increment();
        }

        @Override
        void failed(String name, Exception e) {
          tally.failed(name, e);
        }

        @Override
        boolean isStopped() {
          return workers.hasFailed();
        }
      }.walk();
      workers.finish();
    }
    print(tally, links.sum(), specials.sum(), shell);
    return tally.exitCode();
  }

  private static long count(Path root, Optional<Path> store) throws IOException {
    LongAdder files = new LongAdder();
    new TreeWalk(root, store) {
      @Override
      void file(Path file, String name, BasicFileAttributes attributes) {
        files.increment();
      }
    }.walk();
    return files.sum();
  }

  private void one(
      StreamStore store, TreeFile file, String name, BasicFileAttributes attributes, Tally tally) {
    String id = prefix + TreeNames.unescaped(name);
    try {
      WriteOptions options =
          WriteOptions.DEFAULT
              .contentType(ContentTypes.ofFileName(id))
              .createdAt(attributes.lastModifiedTime().toInstant());
      VersionInfo written = write(store.with(options), id, file, attributes.size());
      if (written == null) {
        tally.unchanged();
      } else {
        tally.done(written.size());
      }
    } catch (RuntimeException | IOException e) {
      tally.failed(name, e);
    }
  }

  /** Writes the next version, and returns null if the newest one has the same bytes. */
  private static @Nullable VersionInfo write(StreamStore store, String id, TreeFile file, long size)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      VersionInfo newest;
      try {
        newest = store.info(id);
      } catch (NoVersionExists e) {
        return store.putLatest(id, file);
      }
      if ((newest.size() == size || MADE_UP_SIZES.contains(size))
          && newest.sha256().isPresent()
          && newest.sha256().get().equals(file.sha256())) {
        return null;
      }
      try {
        return store.replace(newest, file);
      } catch (VersionConflict e) {
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private void print(Tally tally, long links, long specials, Shell shell) {
    new Report()
        .with("imported", tally.doneCount())
        .with("bytes", tally.bytesDone())
        .with("unchanged", tally.unchangedCount())
        .with("skippedLinks", links)
        .with("skippedSpecial", specials)
        .with("failed", tally.failedCount())
        .with("seconds", tally.elapsed().toMillis() / 1000.0)
        .print(
            shell,
            globals(),
            "imported "
                + Amounts.count(tally.doneCount(), "file")
                + " ("
                + Amounts.size(tally.bytesDone())
                + ") in "
                + Amounts.seconds(tally.elapsed())
                + "; unchanged "
                + Amounts.grouped(tally.unchangedCount())
                + ", links skipped "
                + Amounts.grouped(links)
                + (specials == 0 ? "" : ", devices and pipes skipped " + Amounts.grouped(specials))
                + ", failed "
                + Amounts.grouped(tally.failedCount()));
  }
}
