package dev.vhs.aws.emulated;

/** The switch of the long attacks, which run with full sizes and rounds. */
public final class Attack {
  private static final boolean ON = Boolean.getBoolean("vhs.attack");

  private Attack() {}

  public static boolean on() {
    return ON;
  }
}
