package dev.vhs.provision;

import java.util.Locale;

/**
 * What the {@link Doctor} found in one place.
 *
 * @param severity how bad it is
 * @param check what was looked at, as in {@code table.stream} or {@code identity}
 * @param detail what was found, in a sentence
 * @param fix what to do about it; empty where nothing need be done
 */
public record Finding(Severity severity, String check, String detail, String fix) {
  /** How bad a finding is. */
  public enum Severity {
    /** As it should be. */
    OK,
    /** Good to know, and no fault. */
    INFO,
    /** The store works, but is less safe than it could be. */
    WARNING,
    /** It could not be looked at, so it may be anything. */
    UNKNOWN,
    /** The store does not work, or may lose what was acknowledged. */
    ERROR;

    /** The name that {@code --json} has. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String check, String detail) {
    return new Finding(Severity.OK, check, detail, "");
  }
}
