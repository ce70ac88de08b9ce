package dev.vhs;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How work is done that goes through a whole store: how much of it, how fast, and from where on.
 * Immutable: each method gives options with one thing changed.
 */
public final class JobOptions {
  /** The whole store, as fast as it goes, from its beginning. */
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
   * One of several parts that can be done by processes side by side; together they are the whole.
   *
   * @param segment which, from 0
   * @param of how many there are, the same for all of them
   */
  public JobOptions segment(int segment, int of) {
    Scan.all().segment(segment, of);
    return new JobOptions(segment, of, parallelism, rate, resumeFrom, progress);
  }

  /** With so many requests under way at once; {@link VhsBuilder#parallelism} if not said. */
  public JobOptions parallelism(int requests) {
    if (requests < 1) {
      throw new InvalidRequest("parallelism must be 1 or more, not " + requests);
    }
    return new JobOptions(segment, of, requests, rate, resumeFrom, progress);
  }

  /** With so many requests a second at most, to the index and the object store together. */
  public JobOptions rate(double requestsPerSecond) {
    if (!(requestsPerSecond > 0)) {
      throw new InvalidRequest("a rate must be above 0, not " + requestsPerSecond);
    }
    return new JobOptions(segment, of, parallelism, requestsPerSecond, resumeFrom, progress);
  }

  /**
   * Going on where work of the same kind on the same store had come to, whatever ended it.
   *
   * @param token the last {@link JobProgress#resumeToken} that it told; the segment and all that
   *     decides what is done must be the same
   */
  public JobOptions resumeFrom(String token) {
    return new JobOptions(segment, of, parallelism, rate, token, progress);
  }

  /** Telling how far it came: after each page, by one call at a time, on any thread. */
  public JobOptions onProgress(Consumer<JobProgress> listener) {
    return new JobOptions(segment, of, parallelism, rate, resumeFrom, listener);
  }

  /** Which part. */
  public int segment() {
    return segment;
  }

  /** Of how many parts. */
  public int of() {
    return of;
  }

  /** How many requests at once, where that was said. */
  public OptionalInt parallelism() {
    return parallelism == 0 ? OptionalInt.empty() : OptionalInt.of(parallelism);
  }

  /** How many requests a second at most, where that was said. */
  public OptionalDouble rate() {
    return rate == 0 ? OptionalDouble.empty() : OptionalDouble.of(rate);
  }

  /** Where to go on, where it does. */
  public Optional<String> resumeFrom() {
    return Optional.ofNullable(resumeFrom);
  }

  /** Who is told how far it came. */
  public Optional<Consumer<JobProgress>> progress() {
    return Optional.ofNullable(progress);
  }
}
