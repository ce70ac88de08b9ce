package dev.vhs.aws.sdk;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The log of requests that the SDK has been repeating for a while. Until a call fails, nothing else
 * shows an operator that a service is slow or refuses requests.
 *
 * <p>In an outage every request is repeated, so it writes one line per {@link #PAUSE} and counts
 * the others. A line names the operation and the failure, and no ids or values. Safe for use by
 * many threads.
 */
final class RetryLog {
  /** The time since the first attempt after which a repetition is worth a line. */
  static final Duration LONG = Duration.ofSeconds(4);

  /** The shortest time from one line to the next. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  private static final RetryLog SHARED =
      new RetryLog(() -> System.getLogger("dev.vhs.aws.requests"));

  private final Supplier<System.Logger> loggers;
  private @Nullable Instant last;
  private long omitted;

  /**
   * Makes a log.
   *
   * @param loggers finds the logger, when there is something to write: looking it up starts the
   *     logging of the whole process
   */
  RetryLog(Supplier<System.Logger> loggers) {
    this.loggers = loggers;
  }

  /** Returns the log of this process. */
  static RetryLog shared() {
    return SHARED;
  }

  /**
   * Records that a request is about to be repeated.
   *
   * @param operation the service and its operation, such as {@code DynamoDb PutItem}
   * @param attempt the number of the attempt, from 1
   * @param age the time since its first attempt
   * @param ending the end of the attempt before
   * @param now the time on the local clock
   */
  synchronized void repeating(
      String operation, int attempt, Duration age, String ending, Instant now) {
    if (age.compareTo(LONG) < 0) {
      return;
    }
    System.Logger logger = loggers.get();
    if (!logger.isLoggable(System.Logger.Level.WARNING)) {
      return;
    }
    Instant before = last;
    if (before != null && now.isBefore(before.plus(PAUSE))) {
      omitted++;
      return;
    }
    logger.log(
        System.Logger.Level.WARNING,
        "%s is sent again, attempt %s after %s s; the attempt before %s%s"
            .formatted(operation, attempt, age.toSeconds(), ending, others()));
    last = now;
    omitted = 0;
  }

  private String others() {
    return omitted == 0
        ? ""
        : ". %s other repetitions were not logged since the last line".formatted(omitted);
  }
}
