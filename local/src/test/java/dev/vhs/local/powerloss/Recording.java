package dev.vhs.local.powerloss;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** The operations on files of a store at work, in the order in which they ended. */
final class Recording {
  /**
   * An operation that ended.
   *
   * @param begun how many operations had ended when it began: a force reaches only those
   */
  record Step(int begun, FileOperation operation) {}

  private final List<Step> steps = new ArrayList<>();

  /** Returns the steps so far. */
  synchronized List<Step> steps() {
    return List.copyOf(steps);
  }

  /** Returns how many operations have ended. */
  synchronized int size() {
    return steps.size();
  }

  /** Adds an operation that ends now, and that began when so many others had ended. */
  synchronized void add(int begun, FileOperation operation) {
    steps.add(new Step(begun, operation));
  }

  /** Adds an operation that nothing else overlapped. */
  synchronized void add(FileOperation operation) {
    steps.add(new Step(steps.size(), operation));
  }

  /**
   * Returns the recording as it would be of a program that leaves out some forces.
   *
   * @param leftOut whether a force is left out, told by the operation before it and the force
   */
  synchronized Recording without(BiPredicate<FileOperation, FileOperation.Forced> leftOut) {
    Recording left = new Recording();
    FileOperation before = new FileOperation.Said("the beginning");
    for (Step step : steps) {
      boolean out = step.operation() instanceof FileOperation.Forced f && leftOut.test(before, f);
      // A step stays in its place, since others count the steps before them.
      left.steps.add(out ? new Step(step.begun(), new FileOperation.Said("no force")) : step);
      before = step.operation();
    }
    return left;
  }
}
