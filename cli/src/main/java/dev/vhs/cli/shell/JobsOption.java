package dev.vhs.cli.shell;

import picocli.CommandLine.Option;

/** How many things a command does at once. */
public final class JobsOption {
  /** Enough for writers to share the wait for a disk, few enough for small machines. */
  private static final int DEFAULT = 16;

  private static final int MOST = 1024;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "How many at once; " + DEFAULT + " if not set.")
  private int jobs = DEFAULT;

  public int count() {
    if (jobs < 1 || jobs > MOST) {
      throw Failure.usage("--jobs is 1 to " + MOST + ", not " + jobs);
    }
    return jobs;
  }
}
