package dev.vhs.testkit.emulators;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpMessage;

/**
 * A service's clock that may differ from the local one. It shows in the {@code Date} of answers,
 * and in which signatures are taken.
 */
final class SkewedClock {
  /**
   * The most that a signature may be old or young (AWS, "Troubleshooting Signature Version 4
   * errors").
   */
  private static final Duration SIGNATURE_TOLERANCE = Duration.ofMinutes(15);

  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;

  private static final DateTimeFormatter SIGNATURE_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** The format of RFC 9110, section 5.6.7. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private volatile Duration offset = Duration.ZERO;

  void differBy(Duration difference) {
    offset = difference;
  }

  private Instant now() {
    return Instant.now().plus(offset);
  }

  /** Returns the service's answer to a signature that is too old or too young by its clock. */
  Optional<WireAnswer> refusal(WireRequest request) {
    String date = request.headers().get("x-amz-date");
    if (date == null) {
      return Optional.empty();
    }
    Instant signed = SIGNATURE_DATE.parse(date, Instant::from);
    Instant now = now();
    if (Duration.between(signed, now).abs().compareTo(SIGNATURE_TOLERANCE) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        AwsOperations.isDynamoDb(request.headers())
            ? WireAnswer.dynamoDbError(BAD_REQUEST, "InvalidSignatureException", expired(signed))
            : WireAnswer.s3Error(FORBIDDEN, "RequestTimeTooSkewed"));
  }

  private String expired(Instant signed) {
    return "Signature expired: %s is now earlier than %s"
        .formatted(
            SIGNATURE_DATE.format(signed), SIGNATURE_DATE.format(now().minus(SIGNATURE_TOLERANCE)));
  }

  /** Dates an answer that is made up. */
  void stamp(HttpMessage answer) {
    answer.setHeader("Date", HTTP_DATE.format(now()));
  }

  /** Gives an answer of the emulator the date of this clock, if it has a date. */
  void shift(HttpMessage answer) {
    Header date = answer.getFirstHeader("Date");
    if (date != null && !offset.isZero()) {
      answer.setHeader(date.getName(), HTTP_DATE.format(parse(date).plus(offset)));
    }
  }

  private static Instant parse(Header date) {
    try {
      return HTTP_DATE.parse(date.getValue(), Instant::from);
    } catch (DateTimeParseException e) {
      throw new IllegalStateException("the emulator sent no date: " + date, e);
    }
  }
}
