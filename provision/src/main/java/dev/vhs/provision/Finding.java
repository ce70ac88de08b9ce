package dev.vhs.provision;

import java.util.Locale;

/**
 * One finding of the {@link Doctor}.
 *
 * @param severity its severity
 * @param check the thing that was examined, such as {@code table.stream} or {@code identity}
 * @param detail the finding, in a sentence
 * @param fix the remedy; empty if none is needed
 */
public record Finding(Severity severity, String check, String detail, String fix) {
  /** The severity of a finding. */
  public enum Severity {
    /** It is as it should be. */
    OK,
    /** It is good to know, and not a fault. */
    INFO,
    /** The store works, but is less safe than it could be. */
    WARNING,
    /** It could not be examined, so it may be anything. */
    UNKNOWN,
    /** The store does not work, or may lose what was acknowledged. */
    ERROR;

    /** Returns its name in {@code --json}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns a finding that all is well. */
  static Finding ok(String check, String detail) {
    return new Finding(Severity.OK, check, detail, "");
  }
}
