package dev.vhs.aws.sdk;

import dev.vhs.AccessDenied;
import dev.vhs.spi.RequestContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * One request with all attempts that the SDK makes of it, as {@link TrackingInterceptor} sees them.
 *
 * <p>It counts attempts for the caller's {@link RequestContext}, tells the {@link ServiceClock}
 * what the answers' dates say, and refuses an attempt whose signature's own date is past {@code
 * notAfter}: the service takes no signature that has aged (AWS, "Troubleshooting AWS signature
 * version 4 errors": 15 minutes at DynamoDB), while the SDK corrects its clock and signs again, so
 * nothing but the date inside each signature is safe to compare.
 */
public final class TrackedRequest {
  static final ExecutionAttribute<TrackedRequest> ATTRIBUTE =
      new ExecutionAttribute<>("dev.vhs.TrackedRequest");

  private static final DateReader SIGNATURE_DATES =
      new DateReader(DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC));

  private static final DateReader ANSWER_DATES =
      new DateReader(DateTimeFormatter.RFC_1123_DATE_TIME);

  /** Answers below say that the request was taken, or may have been; so do those from 500 on. */
  private static final int REFUSED = 300;

  private static final int SERVER_ERROR = 500;

  private final RequestContext context;
  private final ServiceClock clock;
  private final @Nullable Instant notAfter;
  private final boolean isWrite;
  private Instant sentAt = Instant.EPOCH;
  private int attempts;
  private boolean open;
  private boolean uncertain;

  /**
   * A request.
   *
   * @param notAfter the latest date of a signature; null where any will do
   * @param isWrite whether it matters which of its attempts may have been applied
   */
  public TrackedRequest(
      RequestContext context, ServiceClock clock, @Nullable Instant notAfter, boolean isWrite) {
    this.context = context;
    this.clock = clock;
    this.notAfter = notAfter;
    this.isWrite = isWrite;
  }

  /** Whether it matters which of its attempts may have been applied. */
  boolean isWrite() {
    return isWrite;
  }

  /** An attempt is about to be sent; throws {@link SignedTooLate} where it must not be. */
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
  }

  private static Instant signedAt(SdkHttpRequest request) {
    String date =
        request
            .firstMatchingHeader("X-Amz-Date")
            .orElseThrow(
                () ->
                    new AccessDenied(
                        "A conditional write was not sent: it is not signed, and only a signature's date keeps it from being applied late. Give the client credentials",
                        null));
    return SIGNATURE_DATES.read(date);
  }

  /** An attempt was answered. */
  synchronized void answered(SdkHttpResponse response) {
    // Success may get lost on its way through the SDK, as where the body is cut off, and an error
    // of
    // the server may come after the write was applied.
    int status = response.statusCode();
    open = status < REFUSED || status >= SERVER_ERROR;
    date(response).ifPresent(date -> clock.observe(sentAt, clock.local(), date));
  }

  /** An attempt failed, or the whole request with it. */
  public synchronized void failed(Throwable failure) {
    if (ConnectionFailures.isCertain(failure)) {
      open = false;
    }
  }

  private static Optional<Instant> date(SdkHttpResponse response) {
    try {
      return response.firstMatchingHeader("Date").map(ANSWER_DATES::read);
    } catch (DateTimeException e) {
      // A server that sends no readable date tells nothing of its time.
      return Optional.empty();
    }
  }

  /**
   * Whether an attempt before the last one may have been applied, or may still be: it was sent, and
   * not refused.
   */
  public synchronized boolean hasUncertainEarlierAttempt() {
    return uncertain;
  }

  /** Whether any attempt may have been applied, or may still be: it was sent, and not refused. */
  public synchronized boolean mayHaveBeenApplied() {
    return open || uncertain;
  }

  /** An attempt was not sent, because its signature's date is past {@code notAfter}. */
  public static final class SignedTooLate extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean mayHaveBeenApplied;

    private SignedTooLate(Instant notAfter, boolean mayHaveBeenApplied) {
      super("not sent: signed after " + notAfter);
      this.mayHaveBeenApplied = mayHaveBeenApplied;
    }

    /** Whether an earlier attempt may have been applied. */
    public boolean mayHaveBeenApplied() {
      return mayHaveBeenApplied;
    }
  }
}
