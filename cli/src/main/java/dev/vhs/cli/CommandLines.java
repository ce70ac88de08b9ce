package dev.vhs.cli;

import dev.vhs.cli.shell.Action;
import dev.vhs.cli.shell.Converters;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.Style;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The set-up of picocli, the same for every command. */
final class CommandLines {
  private CommandLines() {}

  /** Returns picocli's model of one command, read from the annotations of that class alone. */
  static CommandLine of(Action command, String name, Shell shell) {
    boolean ansi = shell.out().style() == Style.ANSI;
    return Converters.register(new CommandLine(command))
        .setCommandName(name)
        .setExpandAtFiles(false) // an id may begin with @
        .setInterpolateVariables(false)
        .setColorScheme(Help.defaultColorScheme(ansi ? Help.Ansi.ON : Help.Ansi.OFF));
  }
}
