package dev.vhs.testkit.emulators;

/**
 * Is there whenever a {@link FaultyEndpoint} lets the service have a request, also where the sender
 * hears nothing of it: what it sees is what really takes effect, and when.
 *
 * <p>One that lets no request go before the last one was answered sees the order in which they take
 * effect. Must be safe for use by many threads.
 */
public interface WireWitness {
  /** The service is about to have a request. */
  void before(WireRequest request);

  /**
   * The service has had a request that was announced by {@link #before}, on the same thread, or
   * could not be reached. It has answered, and nobody has seen the answer.
   */
  void after(WireRequest request);
}
