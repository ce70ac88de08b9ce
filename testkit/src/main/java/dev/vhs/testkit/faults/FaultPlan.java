package dev.vhs.testkit.faults;

/**
 * Says what becomes of each request. Called before the request is applied, on its sender's thread:
 * a plan may also let something else happen first. Must be safe for use by many threads.
 */
@FunctionalInterface
public interface FaultPlan {
  /** What becomes of the next request. */
  Fault next(Request request);
}
