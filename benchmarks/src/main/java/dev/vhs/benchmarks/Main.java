package dev.vhs.benchmarks;

import dev.vhs.benchmarks.aws.AwsLatency;
import dev.vhs.benchmarks.aws.AwsOperations;
import dev.vhs.benchmarks.aws.AwsThroughput;
import dev.vhs.benchmarks.aws.BimodalMix;
import dev.vhs.benchmarks.aws.HotId;
import dev.vhs.benchmarks.aws.LargeValue;
import dev.vhs.benchmarks.aws.PeerThroughput;
import dev.vhs.benchmarks.aws.ScalaThroughput;
import dev.vhs.benchmarks.footprint.LongRunning;
import dev.vhs.benchmarks.footprint.StartUp;
import dev.vhs.benchmarks.growth.Growth;
import dev.vhs.benchmarks.harness.Chapter;
import dev.vhs.benchmarks.harness.Report;
import dev.vhs.benchmarks.harness.Run;
import dev.vhs.benchmarks.harness.Settings;
import dev.vhs.benchmarks.local.LocalThroughput;
import dev.vhs.benchmarks.memory.EngineOverhead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The program that {@code ./benchmarks/run} runs. */
@Command(
    name = "benchmarks/run",
    mixinStandardHelpOptions = true,
    description = "Measures vhs side by side with what a user would do without it.",
    footer = {
      "",
      "Chapters: engine, local, operations, aws, scala, throughput, latency, mix, hot,",
      "large, growth, start, client.",
      "",
      "Writes performance.md, performance.svg and performance.json into",
      "benchmarks/target, anew after each chapter. A target that is missed is marked;",
      "the exit code is 0 if all was measured."
    })
public final class Main implements Callable<Integer> {
  private static final String OUTPUT = "vhs.benchmarks.output";

  /** The chapters, in the order in which they run. */
  static final List<Chapter> CHAPTERS =
      List.of(
          new EngineOverhead(),
          new LocalThroughput(),
          new AwsOperations(),
          new AwsThroughput(),
          new ScalaThroughput(),
          new PeerThroughput(),
          new AwsLatency(),
          new BimodalMix(),
          new HotId(),
          new LargeValue(),
          new Growth(),
          new StartUp(),
          new LongRunning());

  @Option(names = "--quick", description = "Only for a look: about two minutes.")
  private boolean quick;

  @Option(
      names = "--full",
      description = {
        "All there is, which is the default: every size, a million ids, a value of 2 GiB;",
        "at most half an hour on two quiet processors."
      })
  private boolean full;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "CHAPTER",
      description = "Only these chapters.")
  private Set<String> only = new LinkedHashSet<>();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where the local store is put, on the disk to measure; the default is ${DEFAULT-VALUE}.",
      defaultValue = "${java.io.tmpdir}")
  private @Nullable Path directory;

  private final CommandLine command = new CommandLine(this);

  private Main() {}

  /** Runs the benchmarks, and ends the process. */
  public static void main(String[] arguments) {
    System.exit(new Main().command.execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    List<Chapter> chosen = chosen();
    Path parent = Files.createDirectories(directory == null ? Path.of(".") : directory);
    Path work = Files.createTempDirectory(parent, "vhs-benchmarks-");
    try {
      Path output = Path.of(System.getProperty(OUTPUT, "target"));
      Report report = new Run(new Settings(quick, work), output).of(chosen);
      System.out.print(report.markdown());
      System.err.printf("%d targets missed%n", report.missed());
    } finally {
      Folders.delete(work);
    }
    return 0;
  }

  private List<Chapter> chosen() {
    if (quick && full) {
      throw new ParameterException(command, "It is either --quick or --full");
    }
    for (String key : only) {
      if (CHAPTERS.stream().noneMatch(chapter -> chapter.key().equals(key))) {
        throw new ParameterException(command, "There is no chapter '" + key + "'");
      }
    }
    return CHAPTERS.stream()
        .filter(chapter -> only.isEmpty() || only.contains(chapter.key()))
        .toList();
  }
}
