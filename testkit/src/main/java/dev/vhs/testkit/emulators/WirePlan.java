package dev.vhs.testkit.emulators;

/**
 * A plan of the fate of each request at a {@link FaultyEndpoint}. It is asked before the request is
 * applied, and may also let something else happen first. It must be safe for use by many threads.
 */
@FunctionalInterface
public interface WirePlan {
  /** Returns the fate of the next request. */
  WireFault next(WireRequest request);
}
