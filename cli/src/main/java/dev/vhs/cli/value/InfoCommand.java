package dev.vhs.cli.value;

import dev.vhs.VersionInfo;
import dev.vhs.Vhs;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.StoreCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    description = "%nShows what is known of a version, without reading its bytes.%n",
    customSynopsis = "vhs info ID [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vhs info notes",
      "  vhs info notes --version 0",
      "  vhs info notes --json | jq -r .sha256"
    })
public final class InfoCommand extends StoreCommand {
  @Parameters(paramLabel = "ID", description = "The id.")
  private String id = "";

  @Option(names = "--version", paramLabel = "N", description = "The version. Default: the newest.")
  private @Nullable Long version;

  @Override
  protected void check() {
    if (version != null) {
      version(version);
    }
  }

  @Override
  protected int run(Vhs vhs, Shell shell) {
    VersionInfo info = version == null ? vhs.streams().info(id) : vhs.streams().info(id, version);
    new VersionInfoPrinter(shell, globals()).details(info);
    return 0;
  }
}
