package dev.vhs.cli.shell;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Sizes and durations, as people write and read them. */
public final class Amounts {
  private static final String UNITS = "KMGTPE";

  private Amounts() {}

  /** A size such as {@code 512 B} or {@code 3.2 KiB}; {@code ?} for one that is not known. */
  public static String size(long bytes) {
    if (bytes < 0) {
      return "?";
    }
    if (bytes < 1024) {
      return bytes + " B";
    }
    int unit = 0;
    double left = bytes / 1024.0;
    while (left >= 1023.95 && unit < UNITS.length() - 1) {
      left /= 1024;
      unit++;
    }
    long tenths = Math.round(left * 10);
    return tenths / 10 + "." + tenths % 10 + " " + UNITS.charAt(unit) + "iB";
  }

  /** A count with its noun: {@code 1 version}, {@code 1,234 versions}. */
  public static String count(long number, String noun) {
    return grouped(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** A number with its thousands apart. */
  public static String grouped(long number) {
    StringBuilder digits = new StringBuilder(Long.toString(number));
    for (int i = digits.length() - 3; i > (number < 0 ? 1 : 0); i -= 3) {
      digits.insert(i, ',');
    }
    return digits.toString();
  }

  /** Seconds with one decimal. */
  public static String seconds(Duration duration) {
    long tenths = duration.toMillis() / 100;
    return tenths / 10 + "." + tenths % 10 + " s";
  }

  /** {@code 30d}, {@code 12h}, {@code 1d12h}, or ISO 8601 as in {@code PT36H}. */
  public static final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern SIMPLE =
        Pattern.compile("(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");

    @Override
    public Duration convert(String text) {
      try {
        Matcher simple = SIMPLE.matcher(text);
        if (!text.isEmpty() && simple.matches()) {
          return Duration.ofDays(Math.multiplyExact(7, number(simple.group(1))))
              .plusDays(number(simple.group(2)))
              .plusHours(number(simple.group(3)))
              .plusMinutes(number(simple.group(4)))
              .plusSeconds(number(simple.group(5)));
        }
        return Duration.parse(text);
      } catch (java.time.format.DateTimeParseException
          | ArithmeticException
          | NumberFormatException e) {
        throw new TypeConversionException(
            "'" + text + "' is no duration; write 30d, 12h, 15m, 1d12h");
      }
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
      return digits == null ? 0 : Long.parseLong(digits);
    }
  }
}
