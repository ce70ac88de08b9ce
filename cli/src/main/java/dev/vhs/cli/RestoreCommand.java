package dev.vhs.cli;

import dev.vhs.VersionInfo;
import dev.vhs.Vhs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "%nMakes an old version the newest again: the next version has its value, and no bytes "
          + "are copied. In a single-version store it undoes a deletion, within the grace period.%n"
    },
    customSynopsis = "vhs restore ID --version N [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {"  vhs history notes", "  vhs restore notes --version 2"})
final class RestoreCommand extends StoreCommand {
  @Parameters(paramLabel = "ID", description = "Which value.")
  private String id = "";

  @Option(
      names = "--version",
      required = true,
      paramLabel = "N",
      description = "The version to bring back.")
  private long version;

  @Override
  void check() {
    version(version);
  }

  @Override
  int run(Vhs vhs, Shell shell) {
    VersionInfo restored = vhs.streams().restore(id, version);
    new VersionInfoPrinter(shell, globals()).written(restored, "restored from v" + version);
    return 0;
  }
}
