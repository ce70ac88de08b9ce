package dev.vhs.cli;

import dev.vhs.cli.shell.Style;

/** The text of {@code vhs --help}. */
final class MainHelp {
  private static final int NAME_WIDTH = 14;

  private MainHelp() {}

  /** Returns the text. */
  static String text(Style style) {
    StringBuilder help = new StringBuilder();
    help.append(style.bold("Usage:")).append(" vhs [--store URI] [--json] COMMAND ...\n\n");
    help.append(
        "A versioned store: it keeps every value that you put under an id, as a version.\n");
    String group = "";
    for (CommandName name : CommandName.values()) {
      if (!name.group().equals(group)) {
        group = name.group();
        help.append('\n').append(style.bold(group)).append('\n');
      }
      help.append("  ").append(name.text()).append(" ".repeat(NAME_WIDTH - name.text().length()));
      help.append(name.summary()).append('\n');
    }
    help.append('\n').append(style.bold("Options of every command")).append('\n');
    help.append("  --store URI   The store, see below. Default: $VHS_STORE, or else file:.vhs\n");
    help.append("  --json        Print JSON, one object a line\n");
    help.append("  --verbose     On an error also print where it arose\n");
    help.append("  --help        Print a command's help, with examples\n");
    help.append("  --version     Print the release of vhs (before any command)\n\n");
    help.append(style.bold("Stores")).append('\n');
    help.append("  file:DIR                    a folder; ?variant=single keeps only the newest\n");
    help.append("  aws:TABLE/BUCKET[/PREFIX]   a DynamoDB table and an S3 bucket that exist\n");
    help.append("  memory:                     in memory, gone when the command ends\n\n");
    help.append(style.bold("Examples")).append('\n');
    help.append("  vhs put notes notes.txt          store a file, as version 0, 1, 2 ...\n");
    help.append("  vhs history notes                list its versions\n");
    help.append("  vhs get notes --version 0        print the first one\n");
    help.append("  vhs restore notes --version 0    make it the newest again\n\n");
    help.append("Exit codes: 0 done, 2 wrong call, 3 not found, 4 conflict, 5 unavailable and\n");
    help.append("nothing written, 6 damaged, 7 outcome unknown, 8 refused, 1 anything else.");
    return help.toString();
  }
}
