package dev.vhs.cli.value;

import dev.vhs.ValueStream;
import dev.vhs.Vhs;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.Sink;
import dev.vhs.cli.shell.StoreCommand;
import dev.vhs.cli.shell.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "%nWrites the bytes of a value, and nothing else, to standard output.%n",
      "They are checked against the value's SHA-256 on their way. If the value is damaged, its "
          + "last bytes are held back and the exit code is 6.%n"
    },
    customSynopsis = "vhs get ID [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vhs get notes                       the newest version",
      "  vhs get notes --version 0 | less    the first one",
      "  vhs get logo -o logo.svg            into a file, whole or not at all"
    })
public final class GetCommand extends StoreCommand {
  private static final int BUFFER_BYTES = 1 << 16;

  @Parameters(paramLabel = "ID", description = "The id.")
  private String id = "";

  @Option(names = "--version", paramLabel = "N", description = "The version. Default: the newest.")
  private @Nullable Long version;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write into this file. It is replaced once all bytes are there and right.")
  private @Nullable String output;

  @Override
  protected void check() {
    if (version != null) {
      version(version);
    }
  }

  @Override
  protected int run(Vhs vhs, Shell shell) throws IOException {
    if (output == null || output.equals("-")) {
      try (ValueStream value = open(vhs)) {
        copy(value, shell.out());
      }
      return 0;
    }
    Path target = Path.of(output);
    if (Files.isDirectory(target)) {
      throw new Failure(Failure.OTHER, output + " is a folder. Name a file in it");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      try (ValueStream value = open(vhs);
          OutputStream device = Files.newOutputStream(target)) {
        value.transferTo(device);
      }
      return 0;
    }
    // A link stays a link, and the file that it leads to is replaced.
    Path file = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
    try (ValueStream value = open(vhs);
        WholeFile whole = WholeFile.beside(file)) {
      value.transferTo(whole.stream());
      whole.commit(file);
    }
    return 0;
  }

  private ValueStream open(Vhs vhs) {
    return version == null ? vhs.streams().open(id) : vhs.streams().open(id, version);
  }

  private static void copy(ValueStream value, Sink out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int read = value.read(buffer); read >= 0; read = value.read(buffer)) {
      out.write(buffer, 0, read);
    }
    out.flush();
  }
}
