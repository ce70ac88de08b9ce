package dev.vhs.cli.shell;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/** Sizes, counts and durations in the form that people write and read. */
public final class Amounts {
  private static final String UNITS = "KMGTPE";

  private Amounts() {}

  /** Returns a size such as {@code 512 B} or {@code 3.2 KiB}; {@code ?} if it is negative. */
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

  /** Returns a count with its noun: {@code 1 version}, {@code 1,234 versions}. */
  public static String count(long number, String noun) {
    return grouped(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** Returns a number with commas between its thousands. */
  public static String grouped(long number) {
    StringBuilder digits = new StringBuilder(Long.toString(number));
    for (int i = digits.length() - 3; i > (number < 0 ? 1 : 0); i -= 3) {
      digits.insert(i, ',');
    }
    return digits.toString();
  }

  /** Returns a duration in seconds with one decimal. */
  public static String seconds(Duration duration) {
    long tenths = duration.toMillis() / 100;
    return tenths / 10 + "." + tenths % 10 + " s";
  }

  /**
   * Returns a duration in its largest units, such as {@code 24 h}, {@code 3 d 4 h} or {@code 1.5
   * s}. Days begin at two, since a day is better known as 24 hours.
   */
  public static String duration(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      return duration.isZero() ? "0 s" : "-" + duration(duration.negated());
    }
    long hours = duration.toHours();
    List<String> parts = new ArrayList<>();
    if (hours >= 48) {
      parts.add(grouped(hours / 24) + " d");
      hours %= 24;
    }
    addIfAny(parts, hours, " h");
    addIfAny(parts, duration.toMinutesPart(), " min");
    BigDecimal seconds =
        BigDecimal.valueOf(duration.toSecondsPart())
            .add(BigDecimal.valueOf(duration.toNanosPart(), 9));
    if (seconds.signum() > 0) {
      parts.add(seconds.stripTrailingZeros().toPlainString() + " s");
    }
    return String.join(" ", parts);
  }

  private static void addIfAny(List<String> parts, long number, String unit) {
    if (number > 0) {
      parts.add(number + unit);
    }
  }

  /**
   * Reads a duration: {@code 30d}, {@code 12h}, {@code 1d12h}, or ISO 8601 as in {@code PT36H}. ISO
   * 8601 is what other programs write, so scripts need not translate it.
   */
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
        throw Failure.usage("'" + text + "' is not a duration; write 30d, 12h, 15m or 1d12h");
      }
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
      return digits == null ? 0 : Long.parseLong(digits);
    }
  }
}
