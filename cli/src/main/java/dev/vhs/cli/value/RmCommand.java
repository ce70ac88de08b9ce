package dev.vhs.cli.value;

import dev.vhs.Vhs;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.StoreCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "%nDeletes an id: its next version says that there is no value. Old versions can still be "
          + "read and restored. To free their space, see prune and purge.%n"
    },
    customSynopsis = "vhs rm ID [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {"  vhs rm notes", "  vhs restore notes --version 2      bring v2 back"})
public final class RmCommand extends StoreCommand {
  @Parameters(paramLabel = "ID", description = "The id.")
  private String id = "";

  @Override
  protected int run(Vhs vhs, Shell shell) {
    new VersionInfoPrinter(shell, globals()).written(vhs.streams().delete(id), "");
    return 0;
  }
}
