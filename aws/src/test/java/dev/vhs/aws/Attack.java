package dev.vhs.aws;

/** Whether this is a run of the long attacks, with full sizes and rounds. */
final class Attack {
  private static final boolean ON = Boolean.getBoolean("vhs.attack");

  private Attack() {}

  static boolean on() {
    return ON;
  }
}
