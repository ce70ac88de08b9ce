package dev.vhs.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The moment and time for which a thread stands still.
 *
 * @param moment when, around a request
 * @param nanos for how long
 */
record Stall(Moment moment, long nanos) {
  /** No stall. */
  static final Stall NONE = new Stall(Moment.NEVER, 0);

  /** The moments at which it may happen, each as likely. */
  static final List<Moment> MOMENTS =
      List.of(Moment.BEFORE, Moment.WHILE_SENDING, Moment.AFTER, Moment.AS_A_WHOLE);

  /** The moment at which a client stands still. */
  enum Moment {
    /** Not at all. */
    NEVER,
    /** Before it looks how much time is left. */
    BEFORE,
    /** After that, with the request at hand. */
    WHILE_SENDING,
    /** The moment when the answer is there. */
    AFTER,
    /** Returns all threads of the process. */
    AS_A_WHOLE
  }

  @Override
  public String toString() {
    return "stalls for "
        + Duration.ofNanos(nanos)
        + " "
        + moment.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
