package dev.vhs.provision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;

/** The tables of inputs and outputs in a module's README, which are made from its files. */
final class TerraformReadme {
  private static final String BEGIN =
      "<!-- Inputs and outputs are generated from variables.tf and outputs.tf. -->\n";
  private static final String END = "<!-- end -->\n";

  private TerraformReadme() {}

  /** Returns the README as it should be: with new tables, and everything else as it is. */
  static String upToDate(Path module) {
    String text = read(module.resolve("README.md"));
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END, begin);
    if (begin < 0 || end < 0) {
      throw new AssertionError("README.md of " + module + " has no place for the tables");
    }
    return text.substring(0, begin + BEGIN.length())
        + "\n"
        + tables(module)
        + "\n"
        + text.substring(end);
  }

  private static String tables(Path module) {
    StringJoiner inputs =
        new StringJoiner("\n", "| input | type | default | |\n|---|---|---|---|\n", "\n");
    HclFile.blocks(module.resolve("variables.tf"), "variable")
        .forEach(
            (name, variable) ->
                inputs.add(
                    "| `%s` | `%s` | %s | %s |"
                        .formatted(
                            name,
                            variable.arguments().get("type"),
                            variable.arguments().containsKey("default")
                                ? "`" + variable.arguments().get("default") + "`"
                                : "required",
                            variable.text("description"))));
    StringJoiner outputs = new StringJoiner("\n", "| output | |\n|---|---|\n", "\n");
    HclFile.blocks(module.resolve("outputs.tf"), "output")
        .forEach(
            (name, output) ->
                outputs.add("| `%s` | %s |".formatted(name, output.text("description"))));
    return inputs + "\n" + outputs;
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
