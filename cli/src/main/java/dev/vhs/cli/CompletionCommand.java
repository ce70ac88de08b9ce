package dev.vhs.cli;

import dev.vhs.cli.shell.Action;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.Globals;
import dev.vhs.cli.shell.Shell;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;

@Command(
    description = "%nPrints the script that lets a shell complete commands and options.%n",
    customSynopsis = "vhs completion bash|zsh",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(vhs completion bash)                   in this shell",
      "  vhs completion zsh > ~/.vhs-completion.zsh      then source that in ~/.zshrc"
    })
final class CompletionCommand implements Action {
  @Mixin private final Globals globals = new Globals();

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private String shellName = "";

  @Override
  public Globals globals() {
    return globals;
  }

  @Override
  public int run(Shell shell) {
    if (!shellName.equals("bash") && !shellName.equals("zsh")) {
      throw Failure.usage(
          "There is a script for bash and one for zsh, but not for '" + shellName + "'");
    }
    CommandSpec spec = CommandSpec.create().name("vhs");
    spec.addOption(OptionSpec.builder("--store").type(String.class).build());
    for (String flag : List.of("--json", "--verbose", "--help", "--version")) {
      spec.addOption(OptionSpec.builder(flag).type(boolean.class).build());
    }
    CommandLine root = new CommandLine(spec);
    for (CommandName name : CommandName.values()) {
      root.addSubcommand(name.text(), name.create());
    }
    // The one script that picocli writes serves both: under zsh it turns on bash's completion
    // itself.
    shell.out().line(AutoComplete.bash("vhs", root).stripTrailing());
    return 0;
  }
}
