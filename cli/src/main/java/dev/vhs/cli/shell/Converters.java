package dev.vhs.cli.shell;

import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;

/**
 * The reading of typed values. Picocli's own converters name Java's types in their messages ("is
 * not a long"); these throw a {@link Failure} that says what was expected.
 */
public final class Converters {
  private Converters() {}

  /** Makes a command line read numbers and paths by these converters. */
  public static CommandLine register(CommandLine line) {
    // Classes, since lambdas would cost each start some milliseconds.
    return line.registerConverter(long.class, new WholeNumber())
        .registerConverter(Long.class, new WholeNumber())
        .registerConverter(int.class, new SmallNumber())
        .registerConverter(Integer.class, new SmallNumber())
        .registerConverter(Double.class, new Decimal())
        .registerConverter(Path.class, new FilePath());
  }

  private static final class WholeNumber implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException e) {
        throw notWhole(text);
      }
    }
  }

  private static final class SmallNumber implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      try {
        return Integer.valueOf(text);
      } catch (NumberFormatException e) {
        throw notWhole(text);
      }
    }
  }

  private static final class Decimal implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      try {
        return Double.valueOf(text);
      } catch (NumberFormatException e) {
        throw Failure.usage("'" + text + "' is not a number");
      }
    }
  }

  private static final class FilePath implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
      try {
        return Path.of(text);
      } catch (InvalidPathException e) {
        throw Failure.usage(Failure.message(e));
      }
    }
  }

  private static Failure notWhole(String text) {
    try {
      boolean negative = new BigInteger(text).signum() < 0;
      return Failure.usage("'" + text + "' is too " + (negative ? "small" : "large") + " a number");
    } catch (NumberFormatException e) {
      return Failure.usage("'" + text + "' is not a whole number");
    }
  }

  /**
   * Returns the names and values of an option that takes {@code NAME=VALUE} and may be repeated.
   *
   * @param option the option's name
   */
  public static Map<String, String> namedValues(String option, List<String> typed) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String each : typed) {
      int equals = each.indexOf('=');
      if (equals < 0) {
        throw Failure.usage(option + " takes a name and a value, as in by=ann, not '" + each + "'");
      }
      values.put(each.substring(0, equals), each.substring(equals + 1));
    }
    return values;
  }
}
