package dev.vhs.cli.upkeep;

import dev.vhs.JobOptions;
import dev.vhs.JobProgress;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.JobsOption;
import dev.vhs.cli.shell.Progress;
import dev.vhs.cli.shell.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that go through a whole store. */
final class WholeStoreOptions {
  @Mixin private final JobsOption jobs = new JobsOption();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Send at most N requests a second. Default: no limit.")
  private @Nullable Double rate;

  @Option(
      names = "--segment",
      paramLabel = "I",
      description =
          "Do part I of N alone, counted from 0; other processes or machines do the others.")
  private @Nullable Integer segment;

  @Option(names = "--of", paramLabel = "N", description = "The number of parts.")
  private @Nullable Integer of;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "Keep the progress in FILE, and go on from there if an earlier run was killed.")
  private @Nullable Path state;

  /** Checks the options that picocli can't check. */
  void check() {
    jobs.count();
    if ((segment == null) != (of == null)) {
      throw Failure.usage("--segment and --of go together, as in --segment 0 --of 4");
    }
    if (of != null && of < 1) {
      throw Failure.usage("--of is 1 or more, not " + of);
    }
    if (segment != null && of != null && (segment < 0 || segment >= of)) {
      throw Failure.usage(
          "--segment is a number from 0 to %s for --of %s, not %s".formatted(of - 1, of, segment));
    }
    if (rate != null && !(rate > 0)) {
      throw Failure.usage("--rate is more than 0");
    }
    options(null);
  }

  /**
   * Runs work with these options, and shows its progress. The file of its progress is removed when
   * the work has ended.
   *
   * @param task the name beside the progress
   * @param ended whether a result is the end of the work, so that there is nothing to go on with
   */
  <R> R run(Shell shell, String task, Function<JobOptions, R> work, Predicate<R> ended)
      throws IOException {
    try (Progress progress = Progress.of(shell, task)) {
      return run(progress, work, ended);
    }
  }

  private <R> R run(Progress progress, Function<JobOptions, R> work, Predicate<R> ended)
      throws IOException {
    StateFile file = state == null ? null : StateFile.at(state);
    Consumer<JobProgress> told =
        at -> {
          progress.at(at.done());
          if (file != null) {
            note(file, at.resumeToken());
          }
        };
    String token = file == null ? null : file.token();
    JobOptions options = options(token).onProgress(told);
    boolean hasEnded = false;
    try {
      R result = work.apply(options);
      hasEnded = ended.test(result);
      return result;
    } finally {
      if (file != null) {
        file.end(hasEnded);
      }
    }
  }

  private static void note(StateFile file, String token) {
    try {
      file.note(token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JobOptions options(@Nullable String token) {
    JobOptions options = JobOptions.DEFAULT.parallelism(jobs.count());
    options = rate == null ? options : options.rate(rate);
    options = segment == null || of == null ? options : options.segment(segment, of);
    return token == null ? options : options.resumeFrom(token);
  }
}
