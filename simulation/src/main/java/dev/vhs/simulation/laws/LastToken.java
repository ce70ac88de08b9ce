package dev.vhs.simulation.laws;

import dev.vhs.JobOptions;
import dev.vhs.JobProgress;
import java.util.function.Consumer;

/** The last token of work, for another process to go on from. */
final class LastToken implements Consumer<JobProgress> {
  private volatile String token = "";

  @Override
  public void accept(JobProgress progress) {
    token = progress.resumeToken();
  }

  /** Returns those options, going on from there if it had begun. */
  JobOptions resuming(JobOptions options) {
    return token.isEmpty() ? options : options.resumeFrom(token);
  }

  /** Returns options for the whole store, going on from there. */
  JobOptions resuming() {
    return resuming(JobOptions.DEFAULT);
  }
}
