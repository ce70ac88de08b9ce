package dev.vhs.cli.shell;

import java.util.Map;

/** The emphasis of text on a terminal. */
public enum Style {
  /** No emphasis. */
  PLAIN,
  /** Emphasis by ANSI sequences. */
  ANSI;

  /** Returns the style that a user wants on a terminal ({@code NO_COLOR}: no-color.org). */
  static Style of(Map<String, String> env) {
    String noColor = env.getOrDefault("NO_COLOR", "");
    return noColor.isEmpty() && !"dumb".equals(env.get("TERM")) ? ANSI : PLAIN;
  }

  public String bold(String text) {
    return wrap("1", text);
  }

  public String dim(String text) {
    return wrap("2", text);
  }

  public String red(String text) {
    return wrap("31", text);
  }

  public String yellow(String text) {
    return wrap("33", text);
  }

  private String wrap(String code, String text) {
    return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
