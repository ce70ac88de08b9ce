package dev.vhs.provision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A reader of the blocks of a file in Terraform's language. It reads by lines, which suffices for
 * formatted files like those of the modules, and needs no tool.
 */
final class HclFile {
  private static final Pattern HEADER = Pattern.compile("(\\w+)((?: \"[^\"]+\")*) \\{");
  private static final Pattern ARGUMENT = Pattern.compile("  (\\w+) += (.*)");

  /**
   * A block at the left margin.
   *
   * @param kind the kind, such as {@code variable}
   * @param labels its labels
   * @param arguments its own arguments, as they are written, without those of inner blocks
   */
  record Block(String kind, List<String> labels, Map<String, String> arguments) {
    String name() {
      return labels.get(labels.size() - 1);
    }

    /** Returns an argument that is a text, without its quotes. */
    String text(String argument) {
      String written = arguments.getOrDefault(argument, "\"\"");
      return written.substring(1, written.length() - 1);
    }
  }

  private HclFile() {}

  /** Returns the blocks of a kind by their names, in the order of the file. */
  static Map<String, Block> blocks(Path file, String kind) {
    Map<String, Block> blocks = new LinkedHashMap<>();
    Block block = null;
    for (String line : lines(file)) {
      Matcher header = HEADER.matcher(line);
      Matcher argument = ARGUMENT.matcher(line);
      if (header.matches()) {
        block = new Block(header.group(1), labels(header.group(2)), new LinkedHashMap<>());
        if (block.kind().equals(kind)) {
          blocks.put(block.name(), block);
        }
      } else if (block != null && argument.matches()) {
        block.arguments().put(argument.group(1), argument.group(2));
      }
    }
    return blocks;
  }

  private static List<String> labels(String quoted) {
    List<String> labels = new ArrayList<>();
    Matcher label = Pattern.compile("\"([^\"]+)\"").matcher(quoted);
    while (label.find()) {
      labels.add(label.group(1));
    }
    return labels;
  }

  /** Returns the values at the left margin of a file of values. */
  static Map<String, String> values(Path file) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : lines(file)) {
      Matcher value = ARGUMENT.matcher("  " + line);
      if (value.matches()) {
        values.put(value.group(1), value.group(2));
      }
    }
    return values;
  }

  private static List<String> lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
