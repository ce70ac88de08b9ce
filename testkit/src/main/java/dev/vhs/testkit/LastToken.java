package dev.vhs.testkit;

import dev.vhs.WorkOptions;
import dev.vhs.WorkProgress;
import java.util.function.Consumer;

/** Remembers how far work came, for another process to go on from. */
final class LastToken implements Consumer<WorkProgress> {
  private volatile String token = "";

  @Override
  public void accept(WorkProgress progress) {
    token = progress.resumeToken();
  }

  /** Those options, going on from there if it had begun. */
  WorkOptions resuming(WorkOptions options) {
    return token.isEmpty() ? options : options.resumeFrom(token);
  }

  /** The whole store, going on from there. */
  WorkOptions resuming() {
    return resuming(WorkOptions.DEFAULT);
  }
}
