package dev.vhs.cli;

import dev.vhs.Problem;
import dev.vhs.VerifyReport;
import dev.vhs.Vhs;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    description = {
      "%nGoes through the index and looks for the object of each version. Changes nothing. "
          + "Prints a line for each problem; the exit code is 6 if there are any.%n"
    },
    customSynopsis = "vhs verify [--deep] [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vhs verify            is everything there?",
      "  vhs verify --deep     ... and is every byte what was written?"
    })
final class VerifyCommand extends StoreCommand {
  @Option(names = "--deep", description = "Read every object and check its bytes.")
  private boolean deep;

  @Override
  int run(Vhs vhs, Shell shell) {
    requireStore(vhs);
    Estimate.wholeStore(vhs, shell, "reads the whole index" + (deep ? " and every object" : ""));
    VerifyReport report = vhs.maintenance().verify(deep, problem -> print(problem, shell));
    new Report()
        .with("ids", report.ids())
        .with("versions", report.versions())
        .with("objects", report.objects())
        .with("bytes", report.bytes())
        .with("problems", report.problems())
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
                    : Amounts.count(report.problems(), "problem")));
    return report.problems() == 0 ? 0 : Failure.DAMAGED;
  }

  private void print(Problem problem, Shell shell) {
    if (globals().json) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("problem", problem.kind().text());
      members.put("id", problem.id());
      members.put("version", problem.version());
      problem
          .location()
          .ifPresent(location -> members.put("location", FactsPrinter.members(location)));
      members.put("detail", problem.detail());
      shell.out().line(Json.line(members));
      return;
    }
    shell
        .out()
        .line(
            shell.out().style().red(problem.kind().text())
                + "  "
                + Printable.id(problem.id())
                + " v"
                + problem.version()
                + "  "
                + Printable.line(problem.detail()));
  }
}
