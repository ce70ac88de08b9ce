package dev.vhs.cli.upkeep;

import dev.vhs.JobKind;
import dev.vhs.VerifyOptions;
import dev.vhs.VerifyReport;
import dev.vhs.Vhs;
import dev.vhs.cli.shell.Amounts;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.ProblemPrinter;
import dev.vhs.cli.shell.Report;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.StoreCommand;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    description = {
      "%nReads the whole index and looks for the object of each version. Prints a line for each "
          + "problem. The exit code is 6 if there is one that was not repaired.%n",
      "--repair makes only repairs that are certain: in a bucket with versioning it brings back "
          + "deleted objects that versions name. It deletes no value, and writes each repair to a "
          + "journal.%n"
    },
    customSynopsis = "vhs verify [--deep] [--repair] [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vhs verify            is everything there?",
      "  vhs verify --deep     ... and is every byte what was written?",
      "  vhs verify --repair   ... and bring back what can be"
    })
public final class VerifyCommand extends StoreCommand {
  @Option(names = "--deep", description = "Read every object and check its bytes.")
  private boolean deep;

  @Option(names = "--repair", description = "Make the repairs that are certain.")
  private boolean repair;

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description = "The journal of repairs. Default: vhs-repairs.ndjson.")
  private Path journal = Path.of("vhs-repairs.ndjson");

  @Mixin private final WholeStoreOptions work = new WholeStoreOptions();

  @Override
  protected void check() {
    work.check();
  }

  @Override
  protected int run(Vhs vhs, Shell shell) throws IOException {
    requireStore(vhs);
    EstimateLine.print(vhs, shell, deep ? JobKind.VERIFY_DEEP : JobKind.VERIFY);
    VerifyReport report;
    if (repair) {
      try (Journal repairs = Journal.at(journal)) {
        report = verify(vhs, VerifyOptions.DEFAULT.repair(repairs::note), shell);
      }
    } else {
      report = verify(vhs, VerifyOptions.DEFAULT, shell);
    }
    print(report, shell);
    return report.problems() == report.repaired() ? 0 : Failure.DAMAGED;
  }

  private VerifyReport verify(Vhs vhs, VerifyOptions options, Shell shell) throws IOException {
    return work.run(
        shell,
        "verify",
        how ->
            vhs.maintenance()
                .verify(
                    (deep ? options.deep() : options).work(how),
                    problem ->
                        shell
                            .out()
                            .line(ProblemPrinter.line(problem, globals(), shell.out().style()))),
        done -> true);
  }

  private void print(VerifyReport report, Shell shell) {
    new Report()
        .with("ids", report.ids())
        .with("versions", report.versions())
        .with("objects", report.objects())
        .with("bytes", report.bytes())
        .with("problems", report.problems())
        .with("repaired", report.repaired())
        .print(
            shell,
            globals(),
            Amounts.count(report.ids(), "id")
                + ", "
                + Amounts.count(report.versions(), "version")
                + ", "
                + Amounts.count(report.objects(), "object")
                + (deep ? " (" + Amounts.size(report.bytes()) + " read)" : "")
                + ": "
                + (report.problems() == 0
                    ? "no problems"
                    : Amounts.count(report.problems(), "problem"))
                + (repair ? ", " + Amounts.grouped(report.repaired()) + " repaired" : ""));
  }
}
