package dev.vhs.cli.shell;

import dev.vhs.Problem;
import dev.vhs.spi.Masked;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A printer for problems of a store, one line each. */
public final class ProblemPrinter {
  private ProblemPrinter() {}

  /** Returns the members of the JSON object that stands for a problem. */
  public static Map<String, Object> members(Problem problem) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("problem", problem.kind().text());
    members.put("id", problem.id());
    boolean isNumber = problem.versionText().equals(Long.toString(problem.version()));
    members.put("version", isNumber ? (Object) problem.version() : problem.versionText());
    problem.location().ifPresent(location -> members.put("location", Json.members(location)));
    members.put("detail", Printable.cut(Masked.of(problem.detail())));
    return members;
  }

  /** Returns a problem as one line. */
  public static String line(Problem problem, Globals globals, Style style) {
    return globals.json
        ? Json.line(members(problem))
        : style.red(problem.kind().text())
            + "  "
            + Printable.id(problem.id())
            + " v"
            + problem.versionText()
            + "  "
            + Printable.message(problem.detail());
  }

  /** Returns an action that prints what a scan passes over to standard error, and counts it. */
  public static Consumer<Problem> passing(Shell shell, Globals globals, Runnable count) {
    return problem -> {
      count.run();
      shell.err().line(line(problem, globals, shell.err().style()));
    };
  }
}
