package dev.vhs;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The options of a task on a whole store: its part, its speed and the place where it begins.
 * Immutable: each method returns options with one thing changed.
 */
public final class JobOptions {
  /** The options for a whole store from its beginning, without a limit to the rate. */
  public static final JobOptions DEFAULT = new JobOptions(0, 1, 0, 0, null, null);

  private final int segment;
  private final int of;
  private final int parallelism;
  private final double rate;
  private final @Nullable String resumeFrom;
  private final @Nullable Consumer<JobProgress> progress;

  private JobOptions(
      int segment,
      int of,
      int parallelism,
      double rate,
      @Nullable String resumeFrom,
      @Nullable Consumer<JobProgress> progress) {
    this.segment = segment;
    this.of = of;
    this.parallelism = parallelism;
    this.rate = rate;
    this.resumeFrom = resumeFrom;
    this.progress = progress;
  }

  /**
   * Limits the task to one of several parts, which processes can do side by side; together they are
   * the whole.
   *
   * @param segment the number of the part, from 0
   * @param of the number of parts, the same for all of them
   */
  public JobOptions segment(int segment, int of) {
    Scan.all().segment(segment, of);
    return new JobOptions(segment, of, parallelism, rate, resumeFrom, progress);
  }

  /**
   * Sets how many requests may be under way at once. Default: the store's {@link
   * VhsBuilder#parallelism}.
   */
  public JobOptions parallelism(int requests) {
    if (requests < 1) {
      throw new InvalidRequest("parallelism " + requests + " is not valid; expected 1 or more");
    }
    return new JobOptions(segment, of, requests, rate, resumeFrom, progress);
  }

  /**
   * Sets the most requests a second, to the index and the object store together. Default: no limit.
   */
  public JobOptions rate(double requestsPerSecond) {
    if (!(requestsPerSecond > 0)) {
      throw new InvalidRequest(
          "rate " + requestsPerSecond + " is not valid; expected requests a second, above 0");
    }
    return new JobOptions(segment, of, parallelism, requestsPerSecond, resumeFrom, progress);
  }

  /**
   * Goes on where an earlier task of the same kind on the same store ended.
   *
   * @param token the last {@link JobProgress#resumeToken} of the earlier task; the segment and all
   *     options that decide what is done must be the same
   */
  public JobOptions resumeFrom(String token) {
    return new JobOptions(segment, of, parallelism, rate, token, progress);
  }

  /** Sets a listener of the progress: called after each page, one call at a time, on any thread. */
  public JobOptions onProgress(Consumer<JobProgress> listener) {
    return new JobOptions(segment, of, parallelism, rate, resumeFrom, listener);
  }

  /** Returns the number of the part, from 0. */
  public int segment() {
    return segment;
  }

  /** Returns the number of parts. */
  public int of() {
    return of;
  }

  /** Returns how many requests may be under way at once; empty for the store's own setting. */
  public OptionalInt parallelism() {
    return parallelism == 0 ? OptionalInt.empty() : OptionalInt.of(parallelism);
  }

  /** Returns the most requests a second; empty for no limit. */
  public OptionalDouble rate() {
    return rate == 0 ? OptionalDouble.empty() : OptionalDouble.of(rate);
  }

  /** Returns the place where to go on; empty for the beginning. */
  public Optional<String> resumeFrom() {
    return Optional.ofNullable(resumeFrom);
  }

  /** Returns the listener of the progress. */
  public Optional<Consumer<JobProgress>> progress() {
    return Optional.ofNullable(progress);
  }
}
