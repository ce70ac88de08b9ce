package dev.vhs.aws.sdk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A service's time: the local clock and an offset, learned from the {@code Date} of the service's
 * answers.
 *
 * <p>A {@code Date} has whole seconds, and was set at some moment between the request and its
 * answer. So each answer bounds the offset from both sides, and the offset moves no further than
 * the bounds ask: it is right to a second and a round trip, and does not jitter. Safe for use by
 * many threads.
 */
public final class ServiceClock implements InstantSource {
  private static final Duration DATE_RESOLUTION = Duration.ofSeconds(1);

  private final InstantSource local;
  private volatile Duration offset = Duration.ZERO;

  public ServiceClock(InstantSource local) {
    this.local = local;
  }

  @Override
  public Instant instant() {
    return local.instant().plus(offset);
  }

  /** The local clock's time, by which {@link #observe} is told of requests and answers. */
  Instant local() {
    return local.instant();
  }

  /**
   * Learns from an answer.
   *
   * @param sent when the request was sent, by the local clock
   * @param received when its answer came, by the local clock
   * @param date the answer's {@code Date}
   */
  synchronized void observe(Instant sent, Instant received, Instant date) {
    Duration least = Duration.between(received, date);
    Duration most = Duration.between(sent, date.plus(DATE_RESOLUTION));
    if (offset.compareTo(least) < 0) {
      offset = least;
    } else if (offset.compareTo(most) > 0) {
      offset = most;
    }
  }
}
