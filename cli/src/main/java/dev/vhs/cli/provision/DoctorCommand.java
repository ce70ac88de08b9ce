package dev.vhs.cli.provision;

import dev.vhs.cli.shell.Action;
import dev.vhs.cli.shell.Amounts;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.Globals;
import dev.vhs.cli.shell.Json;
import dev.vhs.cli.shell.Printable;
import dev.vhs.cli.shell.Report;
import dev.vhs.cli.shell.Shell;
import dev.vhs.provision.Doctor;
import dev.vhs.provision.Finding;
import dev.vhs.provision.Finding.Severity;
import dev.vhs.spi.Masked;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    description = {
      "%nExamines a store, and says what is wrong with it and what to do. Can it be reached? Do its"
          + " halves belong together? What may these credentials do? On AWS, is it safe and as"
          + " defined? Changes nothing.%n",
      "Each finding is a line with ok, info, warning, unknown or error. The exit code is 8 if "
          + "there is an error. A store on AWS is compared with what vhs provision would make with "
          + "the options below.%n"
    },
    customSynopsis = "vhs doctor [--all] [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vhs doctor --store aws:books/books",
      "  vhs doctor --all --json | jq 'select(.severity != \"ok\")'",
      "  vhs doctor --store file:.vhs"
    })
public final class DoctorCommand implements Action {
  private static final int WIDTH = 29;

  @Mixin private final Globals globals = new Globals();

  @Option(names = "--all", order = 1, description = "Also print what is in order.")
  private boolean all;

  @Mixin private final DefinitionOptions options = new DefinitionOptions();

  private final Map<Severity, Long> counts = new EnumMap<>(Severity.class);

  @Override
  public Globals globals() {
    return globals;
  }

  @Override
  public int run(Shell shell) {
    options.check();
    String uri = globals.storeUri(shell.env());
    Doctor.examine(uri, options::addTo, finding -> print(finding, shell));
    new Report()
        .with("store", Masked.of(uri))
        .with("ok", count(Severity.OK))
        .with("infos", count(Severity.INFO))
        .with("warnings", count(Severity.WARNING))
        .with("unknown", count(Severity.UNKNOWN))
        .with("errors", count(Severity.ERROR))
        .print(
            shell,
            globals,
            "%s: %s, %s, %s unknown, %s in order"
                .formatted(
                    Printable.message(uri),
                    Amounts.count(count(Severity.ERROR), "error"),
                    Amounts.count(count(Severity.WARNING), "warning"),
                    count(Severity.UNKNOWN),
                    count(Severity.OK)));
    return count(Severity.ERROR) == 0 ? 0 : Failure.REFUSED;
  }

  private long count(Severity severity) {
    return counts.getOrDefault(severity, 0L);
  }

  private void print(Finding finding, Shell shell) {
    counts.merge(finding.severity(), 1L, Long::sum);
    if (finding.severity() == Severity.OK && !all) {
      return;
    }
    shell.out().line(globals.json ? json(finding) : line(finding, shell));
    shell.out().flush();
  }

  private static String json(Finding finding) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("severity", finding.severity().text());
    members.put("check", finding.check());
    members.put("detail", Printable.cut(Masked.of(finding.detail())));
    if (!finding.fix().isEmpty()) {
      members.put("fix", Printable.cut(Masked.of(finding.fix())));
    }
    return Json.line(members);
  }

  private static String line(Finding finding, Shell shell) {
    String severity = finding.severity().text();
    String shown = Printable.padded(severity, 9);
    String check = finding.check();
    return (finding.severity() == Severity.ERROR ? shell.out().style().red(shown) : shown)
        + Printable.padded(check + " ", WIDTH)
        + Printable.message(
            finding.detail() + (finding.fix().isEmpty() ? "" : ". " + finding.fix()));
  }
}
