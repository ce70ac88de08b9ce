package dev.vhs.simulation;

import dev.vhs.JobProgress;
import org.jspecify.annotations.Nullable;

/**
 * Where the sweep that was broken off last had come to, as in a file that outlives its process and
 * that all share.
 */
final class SweepNotes {
  private @Nullable String token;

  /** Where to go on; null where there is nothing to go on with. */
  @Nullable String token() {
    return token;
  }

  /** A sweep tells how far it is. */
  void note(JobProgress progress) {
    token = progress.resumeToken();
  }

  /** A sweep came to its end, or the next is to begin anew. */
  void end() {
    token = null;
  }
}
