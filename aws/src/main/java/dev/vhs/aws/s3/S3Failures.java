package dev.vhs.aws.s3;

import dev.vhs.AccessDenied;
import dev.vhs.Location;
import dev.vhs.StoreMismatch;
import dev.vhs.VhsException;
import dev.vhs.aws.sdk.AwsFailures;
import dev.vhs.aws.sdk.ForeignAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;

/** The store's own failures for the errors of S3 (AWS, "Amazon S3 API error responses"). */
final class S3Failures {
  static final int NOT_FOUND = 404;
  static final int CONFLICT = 409;
  static final int PRECONDITION_FAILED = 412;

  /** The status that some servers send in place of 412. */
  private static final int NOT_MODIFIED = 304;

  static final int RANGE_NOT_SATISFIABLE = 416;

  private static final int MOVED = 301;
  private static final int REDIRECTED = 307;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int SERVER_ERROR = 500;
  private static final int NOT_IMPLEMENTED = 501;

  private static final Set<String> OTHER_REGION =
      Set.of("PermanentRedirect", "TemporaryRedirect", "AuthorizationHeaderMalformed");

  /** The codes of client errors after which the same request may succeed. */
  private static final Set<String> PASSING =
      Set.of(
          "BadDigest",
          "IncompleteBody",
          "InvalidPart",
          "NoSuchUpload",
          "OperationAborted",
          "RequestTimeout",
          "SlowDown",
          "Throttling",
          "TooManyRequests");

  /** The code of an object that must be restored from an archive first. */
  private static final String ARCHIVED = "InvalidObjectState";

  /** The element of an error that names the region which a signature should have been for. */
  private static final Pattern EXPECTED = Pattern.compile("<Region>([^<]*)</Region>");

  /** The shape of a region's name: nothing else that a server sends is repeated as advice. */
  private static final Pattern REGION = Pattern.compile("[a-z]{2,5}(-[a-z]{2,12}){1,3}-[0-9]{1,2}");

  private S3Failures() {}

  /**
   * Checks that an answer is a listing: a page of something else that is XML looks like an empty
   * one.
   *
   * @param bucket the bucket that it names; null if it names none
   */
  static void checkListing(@Nullable String bucket) {
    if (bucket == null) {
      throw new ForeignAnswer("an answer that is no listing of a bucket, and not from S3");
    }
  }

  /** Returns whether the bucket itself does not exist. */
  static boolean isNoSuchBucket(SdkException e) {
    return AwsFailures.code(e).equals("NoSuchBucket");
  }

  /** Returns whether the object does not exist, in a bucket that exists as far as S3 says. */
  static boolean isNoSuchObject(SdkException e) {
    return AwsFailures.status(e) == NOT_FOUND && !isNoSuchBucket(e);
  }

  /** Returns whether an object existed that had to be absent. */
  static boolean isNotAbsent(SdkException e) {
    int status = AwsFailures.status(e);
    return status == PRECONDITION_FAILED || status == NOT_MODIFIED;
  }

  /**
   * Returns the failure of reading an object. If the caller may not list the bucket, S3 answers for
   * a missing object that access is denied (AWS, "GetObject", permissions).
   */
  static VhsException reading(Location location, SdkException e) {
    if (AwsFailures.code(e).equals(ARCHIVED)) {
      return new AccessDenied(
          "Object %s is archived (%s). Restore it before it is read, for example with aws s3api restore-object, and remove lifecycle rules that archive objects of a store"
              .formatted(location, message(e)),
          e);
    }
    String code = AwsFailures.code(e);
    if (AwsFailures.status(e) == FORBIDDEN && (code.isEmpty() || code.equals("AccessDenied"))) {
      return new AccessDenied(
          "Reading object %s was refused: these credentials lack s3:GetObject for it or a policy denies it; or it does not exist, and they lack s3:ListBucket for the bucket, without which S3 doesn't say so. Grant both"
              .formatted(location),
          e);
    }
    return of("reading object " + location, location.bucket(), "s3:GetObject", e);
  }

  /**
   * Returns the failure of a request.
   *
   * @param doing the action and its object, such as {@code "listing bucket b"}
   * @param permission the action that the caller needs, such as {@code s3:ListBucket}
   */
  static VhsException of(String doing, String bucket, String permission, SdkException e) {
    if (isNoSuchBucket(e)) {
      return new StoreMismatch(
          "Bucket '%s' does not exist. Create it, or open the store with the right name and endpoint"
              .formatted(bucket),
          e);
    }
    int status = AwsFailures.status(e);
    if (status == MOVED || status == REDIRECTED || OTHER_REGION.contains(AwsFailures.code(e))) {
      return elsewhere(bucket, e);
    }
    VhsException common = AwsFailures.of(doing, null, permission, e);
    boolean refused = (status >= BAD_REQUEST && status < SERVER_ERROR) || status == NOT_IMPLEMENTED;
    return refused && !(common instanceof AccessDenied) && !isPassing(e)
        ? new StoreMismatch(
            "S3 refused %s: %s %s, %s. If this is another server than AWS, try chunked-encoding=false, checksums=when-required or conditional-uploads=false in the store's URI"
                .formatted(doing, status, AwsFailures.code(e), message(e)),
            e)
        : common;
  }

  private static boolean isPassing(SdkException e) {
    return PASSING.contains(AwsFailures.code(e))
        || (e instanceof AwsServiceException service
            && (service.isThrottlingException() || service.isClockSkewException()))
        || AwsFailures.status(e) == CONFLICT;
  }

  private static StoreMismatch elsewhere(String bucket, SdkException e) {
    String where =
        region(e)
            .map(
                region ->
                    "is in another region: in %s, says the server that was asked. If you expect that, open the store with region=%s, or set AWS_REGION"
                        .formatted(region, region))
            .orElse(
                "is in another region. Open the store with region=…; aws s3api get-bucket-location"
                    + " shows it");
    return new StoreMismatch("Bucket '%s' %s".formatted(bucket, where), e);
  }

  /**
   * Returns the region that the server names: in a header, or in its error about a signature for
   * another, of which the SDK keeps more or less.
   */
  private static Optional<String> region(SdkException e) {
    AwsErrorDetails details = e instanceof AwsServiceException s ? s.awsErrorDetails() : null;
    Optional<String> header =
        details == null || details.sdkHttpResponse() == null
            ? Optional.empty()
            : details.sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region");
    return header
        .or(() -> regionOfBody(details))
        .or(() -> regionInMessage(e))
        .filter(region -> REGION.matcher(region).matches());
  }

  /** Returns the last name of a region in a message, whatever its language. */
  private static Optional<String> regionInMessage(SdkException e) {
    return REGION.matcher(message(e)).results().map(MatchResult::group).reduce((any, last) -> last);
  }

  private static Optional<String> regionOfBody(@Nullable AwsErrorDetails details) {
    SdkBytes body = details == null ? null : details.rawResponse();
    if (body == null) {
      return Optional.empty();
    }
    // As Latin-1, which reads any bytes: the element itself is ASCII.
    Matcher expected = EXPECTED.matcher(body.asString(StandardCharsets.ISO_8859_1));
    return expected.find() ? Optional.of(expected.group(1)) : Optional.empty();
  }

  private static String message(SdkException e) {
    AwsErrorDetails details = e instanceof AwsServiceException s ? s.awsErrorDetails() : null;
    String message = details == null ? null : details.errorMessage();
    return message == null ? String.valueOf(e.getMessage()) : message;
  }
}
