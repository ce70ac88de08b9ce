package dev.vhs.testkit.emulators;

/**
 * A witness of each request that a {@link FaultyEndpoint} lets the service have, also where the
 * sender hears nothing of it: it sees what really takes effect, and when.
 *
 * <p>One that lets no request go before the last one was answered sees the order in which they take
 * effect. Must be safe for use by many threads.
 */
public interface WireWitness {
  /** The service is about to have a request. */
  void before(WireRequest request);

  /**
   * Takes note that the service has had a request that was announced by {@link #before}, on the
   * same thread, or could not be reached. It has answered, and nobody has seen the answer.
   */
  void after(WireRequest request);
}
