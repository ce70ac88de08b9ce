package dev.vhs.cli;

/** Which release this is. */
final class Release {
  private Release() {}

  /** One line for people and for bug reports. */
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
