package dev.vhs.cli.value;

import dev.vhs.NoVersionExists;
import dev.vhs.Source;
import dev.vhs.StreamStore;
import dev.vhs.VersionAlreadyExists;
import dev.vhs.VersionInfo;
import dev.vhs.Vhs;
import dev.vhs.VhsBuilder;
import dev.vhs.WriteOptions;
import dev.vhs.cli.shell.ContentTypes;
import dev.vhs.cli.shell.Converters;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.StoreCommand;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = "%nStores a file, or standard input, as the next version of an id.%n",
    customSynopsis = "vhs put ID [FILE] [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vhs put notes notes.txt                  the next version of notes",
      "  date | vhs put now                       from standard input",
      "  vhs put notes n.txt --expect 3           only if the newest version is 3",
      "  vhs put notes n.txt --expect none        only if the id is new",
      "  vhs put logo logo.svg --meta by=ann --meta licence=CC0"
    })
public final class PutCommand extends StoreCommand {
  private static final String NONE = "none";

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "1 to 1,024 bytes, without control characters.")
  private String id = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "The file to store. Default: -, standard input.")
  private String file = "-";

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "Write exactly this version. It must be above the newest one.")
  private @Nullable Long version;

  @Option(
      names = "--expect",
      paramLabel = "N",
      description =
          "Write only if the newest version is N; with 'none' only if the id never had one.")
  private @Nullable String expect;

  @Option(
      names = "--content-type",
      paramLabel = "T",
      description =
          "The media type. Default: by the ending of the file's name, or application/octet-stream.")
  private @Nullable String contentType;

  @Option(
      names = "--meta",
      paramLabel = "K=V",
      description = "A name and a value of your own to keep with it. May be repeated.")
  private List<String> metadata = new ArrayList<>();

  @Option(
      names = "--compress",
      description = "Store it compressed (zstd) if that makes it smaller.")
  private boolean compress;

  @Override
  protected void check() {
    if (version != null) {
      version(version);
      if (expect != null) {
        throw Failure.usage("Give either --version or --expect");
      }
    }
    Converters.namedValues("--meta", metadata);
    if (expect != null && !expect.equals(NONE)) {
      try {
        version(Long.parseLong(expect));
      } catch (NumberFormatException e) {
        throw Failure.usage("--expect takes a version or none, not '" + expect + "'");
      }
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
    Source source = source(shell);
    WriteOptions options =
        WriteOptions.DEFAULT
            .contentType(contentType == null ? ContentTypes.ofFileName(file) : contentType)
            .metadata(Converters.namedValues("--meta", metadata));
    VersionInfo written = write(vhs.streams().with(options), source);
    new VersionInfoPrinter(shell, globals()).written(written, "");
    return 0;
  }

  private Source source(Shell shell) throws IOException {
    if (file.equals("-")) {
      if (shell.inIsTerminal()) {
        shell.err().line("vhs put: reading the value from the terminal. Ctrl-D ends it");
      }
      return Source.of(shell.in());
    }
    Path path = Path.of(file);
    if (Files.notExists(path)) {
      throw new NoSuchFileException(file);
    }
    if (Files.isDirectory(path)) {
      throw new Failure(
          Failure.OTHER, file + " is a folder. To store every file in it: vhs import " + file);
    }
    if (!Files.isRegularFile(path)) {
      // A pipe or a device. It can be read only once, and not by a channel, which would seek.
      return Source.of(new BufferedInputStream(new FileInputStream(path.toFile()), 1 << 16));
    }
    return Source.of(path);
  }

  private VersionInfo write(StreamStore store, Source source) {
    if (version != null) {
      return store.put(id, version, source);
    }
    if (expect == null) {
      return store.putLatest(id, source);
    }
    if (expect.equals(NONE)) {
      return writeFirst(store, source);
    }
    long expected = Long.parseLong(expect);
    Optional<VersionInfo> newest = newest(store);
    if (newest.isEmpty() || newest.get().version() != expected) {
      String found = newest.map(info -> "the newest is v" + info.version()).orElse("it has none");
      throw unexpected("v" + expected, found, newest.map(VersionInfo::version).orElse(null), null);
    }
    // A deletion can't be replaced; a put of the next version is as exact.
    return newest.get().isDeleted()
        ? store.put(id, expected + 1, source)
        : store.replace(newest.get(), source);
  }

  private VersionInfo writeFirst(StreamStore store, Source source) {
    try {
      return store.init(id, source);
    } catch (VersionAlreadyExists e) {
      long newest = e.version().orElseThrow();
      throw unexpected("no version", "the newest is v" + newest, newest, e);
    }
  }

  private Failure unexpected(
      String expected, String found, @Nullable Long newest, @Nullable Throwable cause) {
    String what = "Expected %s of '%s', but %s; nothing was written".formatted(expected, id, found);
    return new Failure(Failure.CONFLICT, what + ". Read it again, then decide", id, newest, cause);
  }

  private Optional<VersionInfo> newest(StreamStore store) {
    try {
      return Optional.of(store.info(id));
    } catch (NoVersionExists e) {
      try (Stream<VersionInfo> history = store.history(id)) {
        return history.findFirst();
      } catch (NoVersionExists never) {
        return Optional.empty();
      }
    }
  }
}
