package dev.vhs.cli;

import dev.vhs.cli.shell.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments, with the command's name found among them. Options that every command takes may
 * stand before it. The name is found by hand, since picocli would have to know all commands for it.
 *
 * @param command the command; null if none is named
 * @param rest all other arguments, in order
 * @param isHelp whether help was asked for before any command
 * @param isVersion whether {@code --version} stands before any command; after one it is the
 *     command's own
 */
record Arguments(
    @Nullable CommandName command, List<String> rest, boolean isHelp, boolean isVersion) {
  static Arguments of(String[] args) {
    List<String> before = new ArrayList<>();
    boolean help = false;
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      switch (arg) {
        case "--version", "-V" -> {
          return new Arguments(null, List.of(), help, true);
        }
        case "help", "--help", "-h" -> help = true;
        case "--json", "--verbose" -> before.add(arg);
        case "--store" -> {
          before.add(arg);
          if (++i == args.length) {
            throw Failure.usage("--store needs a URI, as in --store file:.vhs. See: vhs --help");
          }
          before.add(args[i]);
        }
        default -> {
          if (arg.startsWith("--store=")) {
            before.add(arg);
          } else {
            return named(arg, before, Arrays.asList(args).subList(i + 1, args.length), help);
          }
        }
      }
    }
    return new Arguments(null, before, help, false);
  }

  private static Arguments named(
      String arg, List<String> before, List<String> after, boolean help) {
    if (arg.startsWith("-")) {
      throw Failure.usage(
          "There is no option '"
              + arg
              + "' before the command; a command's own options go after its name. See: vhs --help");
    }
    CommandName name = CommandName.of(arg);
    if (name == null) {
      String like = nearest(arg);
      throw Failure.usage(
          "There is no command '"
              + arg
              + "'"
              + (like.isEmpty() ? "" : "; did you mean '" + like + "'?")
              + " See: vhs --help");
    }
    List<String> rest = new ArrayList<>(before);
    if (help) {
      rest.add("--help");
    }
    rest.addAll(after);
    return new Arguments(name, rest, false, false);
  }

  /** Returns the command whose name is at most two edits away, or an empty text. */
  private static String nearest(String typed) {
    String best = "";
    int least = 3;
    for (CommandName name : CommandName.values()) {
      int edits = edits(typed, name.text());
      if (edits < Math.min(least, name.text().length())) {
        least = edits;
        best = name.text();
      }
    }
    return best;
  }

  /** Returns the Levenshtein distance. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
