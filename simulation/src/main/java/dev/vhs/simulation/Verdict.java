package dev.vhs.simulation;

/**
 * The result of a check of a history.
 *
 * @param isOk whether it is one that a sound store may have
 * @param explanation what is illegal in it; empty where nothing is
 * @param position the place of the event that showed it, from 0; -1 where nothing did
 */
public record Verdict(boolean isOk, String explanation, int position) {
  /** A legal history. */
  static final Verdict OK = new Verdict(true, "", -1);

  /** Returns an illegal one. */
  static Verdict illegal(String explanation, int position) {
    return new Verdict(false, explanation, position);
  }
}
