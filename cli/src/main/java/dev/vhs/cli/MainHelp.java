package dev.vhs.cli;

import dev.vhs.cli.shell.Style;

/** What {@code vhs --help} prints. */
final class MainHelp {
  private static final int NAME_WIDTH = 14;

  private MainHelp() {}

  static String text(Style style) {
    StringBuilder help = new StringBuilder();
    help.append(style.bold("Usage:")).append(" vhs [--store URI] [--json] COMMAND ...\n\n");
    help.append("A versioned store: every value that you put under an id is kept as a version.\n");
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
    help.append("  --store URI   The store (below); else $VHS_STORE, else file:.vhs\n");
    help.append("  --json        Print JSON, one object a line\n");
    help.append("  --verbose     On an error print the stack too\n");
    help.append("  --help        Print a command's help, with examples\n");
    help.append("  --version     Print which release this is (before any command)\n\n");
    help.append(style.bold("Stores")).append('\n');
    help.append("  file:DIR                    a folder; ?variant=single: only newest versions\n");
    help.append("  aws:TABLE/BUCKET[/PREFIX]   a DynamoDB table and an S3 bucket, made before\n");
    help.append("  memory:                     gone when the command ends\n\n");
    help.append(style.bold("Examples")).append('\n');
    help.append("  vhs put notes notes.txt          store a file, as version 0, 1, 2 ...\n");
    help.append("  vhs history notes                list its versions\n");
    help.append("  vhs get notes --version 0        print the first one\n");
    help.append("  vhs restore notes --version 0    make it the newest again\n\n");
    help.append("Exit codes: 0 done, 2 usage, 3 not found, 4 conflict, 5 unavailable (nothing\n");
    help.append("written), 6 damaged, 7 outcome unknown, 8 refused, 1 anything else.");
    return help.toString();
  }
}
