package dev.vhs.testkit.faults;

/**
 * A plan of the fate of each request. It is asked before the request is applied, on its sender's
 * thread, and may also let something else happen first. It must be safe for use by many threads.
 */
@FunctionalInterface
public interface FaultPlan {
  /** Returns the fate of the next request. */
  Fault next(Request request);
}
