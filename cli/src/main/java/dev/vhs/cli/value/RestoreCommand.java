package dev.vhs.cli.value;

import dev.vhs.VersionInfo;
import dev.vhs.Vhs;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.StoreCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "%nMakes an old version the newest again. The next version gets its value; no bytes are "
          + "copied. In a single-version store it undoes a deletion, within the grace period.%n"
    },
    customSynopsis = "vhs restore ID --version N [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {"  vhs history notes", "  vhs restore notes --version 2"})
public final class RestoreCommand extends StoreCommand {
  @Parameters(paramLabel = "ID", description = "The id.")
  private String id = "";

  @Option(
      names = "--version",
      required = true,
      paramLabel = "N",
      description = "The version to bring back.")
  private long version;

  @Override
  protected void check() {
    version(version);
  }

  @Override
  protected int run(Vhs vhs, Shell shell) {
    VersionInfo restored = vhs.streams().restore(id, version);
    new VersionInfoPrinter(shell, globals()).written(restored, "restored from v" + version);
    return 0;
  }
}
