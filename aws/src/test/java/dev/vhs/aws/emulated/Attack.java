package dev.vhs.aws.emulated;

/** Whether this is a run of the long attacks, with full sizes and rounds. */
public final class Attack {
  private static final boolean ON = Boolean.getBoolean("vhs.attack");

  private Attack() {}

  public static boolean on() {
    return ON;
  }
}
