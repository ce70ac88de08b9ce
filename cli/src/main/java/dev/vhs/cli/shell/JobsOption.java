package dev.vhs.cli.shell;

import picocli.CommandLine.Option;

/** The option that says how many things a command does at once. */
public final class JobsOption {
  /** Enough for writers to share the wait for a disk, few enough for small machines. */
  private static final int DEFAULT = 16;

  private static final int MAX = 1024;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Do this many at once. Default: " + DEFAULT + ".")
  private int jobs = DEFAULT;

  /** Returns the number, checked. */
  public int count() {
    if (jobs < 1 || jobs > MAX) {
      throw Failure.usage("--jobs is a number from 1 to " + MAX + ", not " + jobs);
    }
    return jobs;
  }
}
