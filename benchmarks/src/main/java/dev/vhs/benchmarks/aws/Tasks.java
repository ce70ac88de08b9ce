package dev.vhs.benchmarks.aws;

import dev.vhs.benchmarks.Operation;
import dev.vhs.benchmarks.Sizes;

/** What tasks are called. */
final class Tasks {
  private Tasks() {}

  static String name(Operation operation, int size, int threads) {
    return "%s, %s, %s"
        .formatted(
            operation.text(), Sizes.text(size), threads == 1 ? "1 thread" : threads + " threads");
  }
}
