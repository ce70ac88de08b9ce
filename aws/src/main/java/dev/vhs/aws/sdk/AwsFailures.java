package dev.vhs.aws.sdk;

import dev.vhs.AccessDenied;
import dev.vhs.StoreUnavailable;
import dev.vhs.VhsException;
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
    if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
      return "no answer in time";
    }
    if (e instanceof AwsServiceException service) {
      return "the service answered %s %s".formatted(service.statusCode(), code(e)).trim();
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }

  private static boolean isMissingCredentials(SdkException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith("Unable to load credentials");
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
