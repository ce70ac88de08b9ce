package dev.vhs.cli.shell;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The loggers of the command, which write nothing: the command itself says what its user needs, and
 * the default of the JDK would write lines in another form between its own.
 */
public final class NoLoggers extends System.LoggerFinder {
  /** Makes a finder; {@link java.util.ServiceLoader} calls it. */
  public NoLoggers() {}

  @Override
  public System.Logger getLogger(String name, Module module) {
    return new Silent(name);
  }

  /** A logger that is off. */
  private record Silent(String name) implements System.Logger {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isLoggable(Level level) {
      return false;
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable failure) {}

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Object @Nullable ... arguments) {}
  }
}
