package dev.vhs.cli.upkeep;

import dev.vhs.AdoptPreview;
import dev.vhs.Compatibility;
import dev.vhs.JobKind;
import dev.vhs.StoreDescription;
import dev.vhs.Vhs;
import dev.vhs.cli.shell.Amounts;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.Printable;
import dev.vhs.cli.shell.Report;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.StoreCommand;
import dev.vhs.spi.Masked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
    customSynopsis = "vhs adopt --yes [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vhs adopt                         says what it would change",
      "  vhs verify && vhs adopt --yes     changes it"
    })
public final class AdoptCommand extends StoreCommand {
  @Option(names = "--yes", description = "Adopt it. Without this nothing is changed.")
  private boolean yes;

  @Override
  protected int run(Vhs vhs, Shell shell) {
    requireStore(vhs);
    EstimateLine.print(vhs, shell, JobKind.ADOPT);
    if (!yes) {
      throw Failure.usage(preview(vhs));
    }
    StoreDescription store = vhs.maintenance().adopt();
    new Report()
        .with("store", Masked.of(vhs.name()))
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
            Printable.message(vhs.name())
                + ": adopted as "
                + (store.compatibility() == Compatibility.SCALA ? "shared " : "")
                + store.variant().text()
                + " "
                + store.identity());
    return 0;
  }

  /** Returns a sentence that says what an adoption would change, and whether anything needs it. */
  private static String preview(Vhs vhs) {
    AdoptPreview preview = vhs.maintenance().previewAdopt();
    String change =
        preview.after().compatibility() == Compatibility.SCALA
            ? "This would write a store object for "
                + vhs.name()
                + ", with its index and its grace period; the index stays as it is, shared with "
                + "the Scala client"
            : "This would write a new identity into the index and beside the objects of "
                + vhs.name();
    return change
        + ". Its index names "
        + Amounts.count(preview.pointers(), "object")
        + (preview.foreign() == 0 ? "" : ", " + Amounts.grouped(preview.foreign()) + " elsewhere")
        + (preview.unreadable() == 0
            ? ""
            : ", and has " + Amounts.count(preview.unreadable(), "row") + " that can't be read")
        + (preview.healthy()
            ? ". Index and objects belong together already, so nothing needs it"
            : "")
        + ". To do it, add --yes";
  }
}
