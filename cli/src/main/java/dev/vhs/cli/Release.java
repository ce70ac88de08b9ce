package dev.vhs.cli;

/** The release of the command. */
final class Release {
  private Release() {}

  /** Returns one line for people and for bug reports. */
  static String line() {
    String release = Release.class.getPackage().getImplementationVersion();
    return "vhs "
        + (release == null ? "(not packaged)" : release)
        + " (Java "
        + System.getProperty("java.version")
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ")";
  }
}
