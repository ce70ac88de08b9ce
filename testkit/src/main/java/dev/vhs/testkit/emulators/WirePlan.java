package dev.vhs.testkit.emulators;

/**
 * Says what becomes of each request at a {@link FaultyEndpoint}. Called before the request is
 * applied: a plan may also let something else happen first. Must be safe for use by many threads.
 */
@FunctionalInterface
public interface WirePlan {
  /** What becomes of the next request. */
  WireFault next(WireRequest request);
}
