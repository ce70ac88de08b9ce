package dev.vhs.simulation;

import dev.vhs.JobProgress;
import org.jspecify.annotations.Nullable;

/**
 * The place to which the sweep that was broken off last had come, as in a file that outlives its
 * process and that all share.
 */
final class SweepNotes {
  private @Nullable String token;

  /** Returns the token to go on with; null where there is none. */
  @Nullable String token() {
    return token;
  }

  /** Notes how far a sweep is. */
  void note(JobProgress progress) {
    token = progress.resumeToken();
  }

  /** Notes that a sweep came to its end, or that the next is to begin from the start. */
  void end() {
    token = null;
  }
}
