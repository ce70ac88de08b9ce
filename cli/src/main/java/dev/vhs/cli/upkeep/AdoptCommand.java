package dev.vhs.cli.upkeep;

import dev.vhs.Compatibility;
import dev.vhs.MaintenanceTask;
import dev.vhs.StoreDescription;
import dev.vhs.Vhs;
import dev.vhs.cli.shell.Printable;
import dev.vhs.cli.shell.Report;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.StoreCommand;
import picocli.CommandLine.Command;

@Command(
    description = {
      "%nTies index and objects together again after one of them was moved or restored from a"
          + " backup on purpose. It checks that the index's pointers name objects of this store,"
          + " and then writes a new identity into both. Until then gc, prune and purge refuse to"
          + " work.%n",
      "A store that is shared with the Scala client is adopted once before gc and prune. It gets a"
          + " store object that names its index and its grace period; nothing in its index"
          + " changes.%n"
    },
    customSynopsis = "vhs adopt [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {"  vhs verify && vhs adopt"})
public final class AdoptCommand extends StoreCommand {
  @Override
  protected int run(Vhs vhs, Shell shell) {
    requireStore(vhs);
    EstimateLine.print(vhs, shell, MaintenanceTask.ADOPT);
    StoreDescription store = vhs.maintenance().adopt();
    new Report()
        .with("store", vhs.name())
        .with("compatibility", store.compatibility().text())
        .with("identity", store.identity())
        .with("variant", store.variant().text())
        .with("format", (long) store.format())
        .with("bucket", store.bucket())
        .with("prefix", store.prefix())
        .with("grace", store.grace().toString())
        .with("commitWindow", store.commitWindow().toString())
        .print(
            shell,
            globals(),
            Printable.line(vhs.name())
                + ": adopted as "
                + (store.compatibility() == Compatibility.SCALA ? "shared " : "")
                + store.variant().text()
                + " "
                + store.identity());
    return 0;
  }
}
