package dev.vhs.aws.sdk;

import dev.vhs.AccessDenied;
import dev.vhs.StoreUnavailable;
import dev.vhs.VhsException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The store's own failures for the errors that the SDK throws, as far as all services share them.
 */
public final class AwsFailures {
  /** The codes that say that credentials are wrong or have expired (AWS, "Common errors"). */
  private static final Set<String> BAD_CREDENTIALS =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "IncompleteSignature",
          "IncompleteSignatureException",
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "InvalidToken",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "SignatureDoesNotMatch",
          "TokenRefreshRequired",
          "UnrecognizedClientException");

  /** The codes that say that a signature's date is wrong, after the SDK has corrected its clock. */
  private static final Set<String> BAD_CLOCK =
      Set.of("RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed");

  /** The codes that say that a permission is missing. */
  private static final Set<String> DENIED =
      Set.of("AccessDenied", "AccessDeniedException", "AllAccessDisabled", "NotAuthorized");

  private static final String CREDENTIALS_PACKAGE = "software.amazon.awssdk.auth.credentials.";

  private AwsFailures() {}

  /** Returns the service's code of an error; empty if it has none. */
  public static String code(SdkException e) {
    AwsErrorDetails details = e instanceof AwsServiceException s ? s.awsErrorDetails() : null;
    String code = details == null ? null : details.errorCode();
    return code == null ? "" : code;
  }

  /**
   * Returns whether an error says that the service doesn't know the caller: the credentials are not
   * valid or have expired, or this machine's clock is wrong. It says nothing of permissions.
   */
  public static boolean isOfCaller(SdkException e) {
    return BAD_CREDENTIALS.contains(code(e)) || BAD_CLOCK.contains(code(e));
  }

  /** Returns the HTTP status of an error; 0 if no answer came. */
  public static int status(SdkException e) {
    return e instanceof AwsServiceException s ? s.statusCode() : 0;
  }

  /**
   * Returns the failure of a read, or of a write that certainly had no effect.
   *
   * @param doing the action and its object, such as {@code "reading 'a' of table pointers"}
   * @param id the id that it concerns; null for the store as a whole
   * @param permission the action that the caller needs, such as {@code dynamodb:Query}
   */
  public static VhsException of(
      String doing, @Nullable String id, String permission, SdkException e) {
    String code = code(e);
    if (BAD_CREDENTIALS.contains(code)) {
      return new AccessDenied(
          "%s was refused: the credentials are not valid or have expired (%s). Renew them, for example with aws sso login"
              .formatted(capital(doing), code),
          e);
    }
    if (BAD_CLOCK.contains(code)) {
      return new AccessDenied(
          "%s was refused: this machine's clock is wrong (%s). Set it, for example by NTP"
              .formatted(capital(doing), code),
          e);
    }
    if (DENIED.contains(code) || status(e) == 403) {
      return new AccessDenied(
          "%s was refused: these credentials lack %s, or a policy denies it"
              .formatted(capital(doing), permission),
          e);
    }
    if (isMissingCredentials(e)) {
      return new AccessDenied(
          "%s needs AWS credentials, and none were found. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
              .formatted(capital(doing)),
          e);
    }
    String message =
        "%s failed: %s. Nothing was written; try again".formatted(capital(doing), reason(e));
    return id == null ? new StoreUnavailable(message, e) : new StoreUnavailable(message, id, e);
  }

  private static String reason(SdkException e) {
    if (ConnectionFailures.isPoolInUse(e)) {
      return "all connections of the client are in use, and none became free in time. Close streams"
          + " that are no longer read, or allow more connections (maxConcurrency)";
    }
    if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
      return "no answer in time";
    }
    if (e instanceof ForeignAnswer) {
      return String.valueOf(e.getMessage());
    }
    if (e instanceof AwsServiceException service) {
      return "the service answered %s %s".formatted(service.statusCode(), code(e)).trim();
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }

  /**
   * Returns whether the search for credentials failed: the SDK has no type of its own for that, and
   * its text is for people.
   */
  private static boolean isMissingCredentials(SdkException e) {
    return status(e) == 0 && isThrownIn(e, CREDENTIALS_PACKAGE);
  }

  /** Returns whether code of a package of the SDK has thrown a failure, or called what did. */
  public static boolean isThrownIn(Throwable failure, String packageName) {
    return Arrays.stream(failure.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith(packageName));
  }

  /** Returns whether a failure tells of trouble of the service, not of one within this process. */
  public static boolean isTrouble(Throwable failure) {
    return !ConnectionFailures.isPoolInUse(failure);
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
