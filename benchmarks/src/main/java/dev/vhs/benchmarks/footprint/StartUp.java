package dev.vhs.benchmarks.footprint;

import dev.vhs.benchmarks.ChildProcess;
import dev.vhs.benchmarks.Sizes;
import dev.vhs.benchmarks.harness.Chapter;
import dev.vhs.benchmarks.harness.Distribution;
import dev.vhs.benchmarks.harness.Figure;
import dev.vhs.benchmarks.harness.Row;
import dev.vhs.benchmarks.harness.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The time for which a user waits after typing a command. */
public final class StartUp implements Chapter {
  private static final String FLOOR = "java --version";

  private static final int ROUNDS = 15;
  private static final int QUICK_ROUNDS = 2;

  /** Makes the chapter. */
  public StartUp() {}

  @Override
  public String key() {
    return "start";
  }

  @Override
  public String title() {
    return "The command: from start to end";
  }

  @Override
  public String note() {
    return """
    `./vhs` on an embedded store, each command by turns, after one unmeasured run of each. \
    `java --version`, which is what any program in Java takes, is the floor.\
    """;
  }

  @Override
  public void run(Settings settings, Consumer<Row> rows) throws Exception {
    Path store = settings.directory().resolve("commands");
    Path value = Files.write(settings.directory().resolve("value"), Sizes.value(Sizes.JUST_LARGE));
    Map<String, Command> commands = new LinkedHashMap<>();
    commands.put(FLOOR, new Command(List.of(ChildProcess.java(), "--version")));
    commands.put("vhs put, 8 KiB", Command.vhs(store, "put", "a", value.toString()));
    commands.put("vhs get, 8 KiB", Command.vhs(store, "get", "a"));
    commands.put("vhs info", Command.vhs(store, "info", "a"));
    commands.put("vhs history", Command.vhs(store, "history", "a"));
    commands.put("vhs ls", Command.vhs(store, "ls"));
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    for (Command command : commands.values()) {
      command.millis();
    }
    for (int round = 0; round < settings.pick(QUICK_ROUNDS, ROUNDS); round++) {
      for (Map.Entry<String, Command> each : commands.entrySet()) {
        millis
            .computeIfAbsent(each.getKey(), name -> new ArrayList<>())
            .add(each.getValue().millis());
      }
    }
    Distribution floor = Distribution.of(millis.getOrDefault(FLOOR, List.of()));
    millis.forEach(
        (name, times) ->
            rows.accept(
                Row.of(
                    name,
                    Figure.of("time", "ms", Distribution.of(times)),
                    Figure.of("over the floor", "ms", Distribution.of(times).minus(floor)))));
  }
}
