package dev.vhs.aws.sdk;

import dev.vhs.AccessDenied;
import dev.vhs.spi.RequestContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * One request with all attempts that the SDK makes of it, as {@link TrackingInterceptor} sees them.
 *
 * <p>It counts attempts for the caller's {@link RequestContext}, passes the dates of answers to the
 * {@link ServiceClock}, and refuses an attempt whose signature's own date is past {@code notAfter}.
 * The service accepts no old signature (AWS, "Troubleshooting AWS signature version 4 errors": 15
 * minutes at DynamoDB). The SDK may correct its clock and sign once more, so only the date inside
 * each signature is safe to compare.
 */
public final class TrackedRequest {
  /** The attribute under which the SDK carries it from the request to its interceptors. */
  static final ExecutionAttribute<TrackedRequest> ATTRIBUTE =
      new ExecutionAttribute<>("dev.vhs.TrackedRequest");

  private static final DateReader SIGNATURE_DATES =
      new DateReader(
          DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
              .withZone(ZoneOffset.UTC));

  private static final DateReader ANSWER_DATES =
      new DateReader(DateTimeFormatter.RFC_1123_DATE_TIME);

  /**
   * The lowest status of a refusal. A lower one says that the request was taken, or may have been;
   * so does one from 500 on.
   */
  private static final int REFUSED = 300;

  private static final int SERVER_ERROR = 500;

  private static final String NO_ANSWER = "had no answer";

  private final RequestContext context;
  private final ServiceClock clock;
  private final @Nullable Instant notAfter;
  private final boolean isRepetition;
  private Instant firstSentAt = Instant.EPOCH;
  private Instant sentAt = Instant.EPOCH;
  private String ending = NO_ANSWER;
  private int attempts;
  private boolean open;
  private boolean uncertain;

  /**
   * Tracks a request that is about to be sent.
   *
   * @param context counts its attempts
   * @param clock the service's clock
   * @param notAfter the latest date that a signature may have; null for no limit
   * @param isRepetition whether it repeats a write that failed, so that the SDK must send it once
   */
  public TrackedRequest(
      RequestContext context,
      ServiceClock clock,
      @Nullable Instant notAfter,
      boolean isRepetition) {
    this.context = context;
    this.clock = clock;
    this.notAfter = notAfter;
    this.isRepetition = isRepetition;
  }

  /** Returns whether it repeats a write that failed, so that the SDK must send it once. */
  public boolean isRepetition() {
    return isRepetition;
  }

  /**
   * Records that an attempt is about to be sent.
   *
   * @throws SignedTooLate if it must not be sent
   */
  synchronized void sending(SdkHttpRequest request) {
    if (notAfter != null && signedAt(request).isAfter(notAfter)) {
      throw new SignedTooLate(notAfter, attempts > 0 && (open || uncertain));
    }
    attempts++;
    context.requested();
    if (attempts > 1) {
      context.retried();
    }
    uncertain |= open;
    open = true;
    sentAt = clock.local();
    if (attempts == 1) {
      firstSentAt = sentAt;
    }
  }

  /**
   * Logs the attempt that is about to be sent, if it is a repetition.
   *
   * @param operation the service and its operation
   */
  synchronized void logTo(RetryLog log, String operation) {
    if (attempts > 1) {
      Duration age = Duration.between(firstSentAt, sentAt);
      log.repeating(operation, attempts, age, ending, sentAt);
    }
    ending = NO_ANSWER;
  }

  private static Instant signedAt(SdkHttpRequest request) {
    String date =
        request
            .firstMatchingHeader("X-Amz-Date")
            .orElseThrow(
                () ->
                    new AccessDenied(
                        "A conditional write was not sent, because it is not signed: only the date"
                            + " of a signature keeps it from being applied late. Give the client"
                            + " credentials",
                        null));
    return SIGNATURE_DATES.read(date);
  }

  /** Records the answer of an attempt. */
  synchronized void answered(SdkHttpResponse response) {
    // A success may get lost on its way through the SDK, for example if the body is cut off; and
    // the server may fail after it has applied the write.
    int status = response.statusCode();
    ending = "was answered " + status;
    open = status < REFUSED || status >= SERVER_ERROR;
    date(response).ifPresent(date -> clock.observe(sentAt, clock.local(), date));
  }

  /** Records that an attempt failed, or the whole request with it. */
  public synchronized void failed(Throwable failure) {
    String code = failure instanceof SdkException e ? AwsFailures.code(e) : "";
    ending = "failed by " + (code.isEmpty() ? failure.getClass().getSimpleName() : code);
    if (ConnectionFailures.isCertain(failure)) {
      open = false;
    }
  }

  private static Optional<Instant> date(SdkHttpResponse response) {
    try {
      return response.firstMatchingHeader("Date").map(ANSWER_DATES::read);
    } catch (DateTimeException e) {
      // A server that sends no readable date says nothing about its time.
      return Optional.empty();
    }
  }

  /**
   * Returns whether an attempt before the last one may have been applied, or may still be: it was
   * sent, and not refused.
   */
  public synchronized boolean hasUncertainEarlierAttempt() {
    return uncertain;
  }

  /**
   * Returns whether any attempt may have been applied, or may still be: it was sent, and not
   * refused.
   */
  public synchronized boolean mayHaveBeenApplied() {
    return open || uncertain;
  }

  /** The failure of an attempt that was not sent: its signature's date is past {@code notAfter}. */
  public static final class SignedTooLate extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean mayHaveBeenApplied;

    private SignedTooLate(Instant notAfter, boolean mayHaveBeenApplied) {
      super("not sent: signed after " + notAfter);
      this.mayHaveBeenApplied = mayHaveBeenApplied;
    }

    /** Returns whether an earlier attempt may have been applied. */
    public boolean mayHaveBeenApplied() {
      return mayHaveBeenApplied;
    }
  }
}
