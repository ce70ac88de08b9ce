package dev.vhs.simulation;

/**
 * The chances that things go wrong. All but {@code foreign} are chances for each request.
 *
 * @param dropped a request does not reach its service
 * @param lost it takes effect, and its answer does not reach the client
 * @param late it takes effect after the client has given up waiting
 * @param repeated it is sent twice by the client's transport
 * @param stalls a thread or a whole client stands still, for up to three times the grace period
 * @param crashes the client ends for good
 * @param torn reads after a transaction of two rows may miss one; a chance for each such
 *     transaction
 * @param foreign changes of rows by other programs, for each operation of a user
 */
record Faults(
    double dropped,
    double lost,
    double late,
    double repeated,
    double stalls,
    double crashes,
    double torn,
    double foreign) {
  /** The chances where nothing goes wrong. */
  static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0, 0);

  /** The chances of some of everything. */
  static final Faults SOME = new Faults(0.02, 0.03, 0.03, 0.03, 0.01, 0.004, 0.5, 0.15);

  /**
   * Returns these with answers that get lost, requests that are late or dropped, each with half or
   * the whole of that chance.
   */
  Faults unreliable(double chance) {
    return new Faults(chance / 2, chance, chance, chance / 2, stalls, crashes, torn, foreign);
  }

  /** Returns the chance that a request does not simply arrive and is answered. */
  double astray() {
    return dropped + lost + late + repeated;
  }

  Faults crashes(double chance) {
    return new Faults(dropped, lost, late, repeated, stalls, chance, torn, foreign);
  }

  Faults stalls(double chance) {
    return new Faults(dropped, lost, late, repeated, chance, crashes, torn, foreign);
  }

  Faults torn(double chance) {
    return new Faults(dropped, lost, late, repeated, stalls, crashes, chance, foreign);
  }

  Faults foreign(double chance) {
    return new Faults(dropped, lost, late, repeated, stalls, crashes, torn, chance);
  }
}
