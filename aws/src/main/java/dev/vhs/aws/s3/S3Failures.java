package dev.vhs.aws.s3;

import dev.vhs.AccessDenied;
import dev.vhs.Location;
import dev.vhs.StoreMismatch;
import dev.vhs.VhsException;
import dev.vhs.aws.sdk.AwsFailures;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says what S3's errors mean for the caller (AWS, "Amazon S3 API error responses"). */
final class S3Failures {
  static final int NOT_FOUND = 404;
  static final int CONFLICT = 409;
  static final int PRECONDITION_FAILED = 412;

  /** What some servers say in place of 412. */
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

  /** Errors of the client's side after which the same request may succeed. */
  private static final Set<String> PASSING =
      Set.of(
          "BadDigest",
          "IncompleteBody",
          "NoSuchUpload",
          "OperationAborted",
          "RequestTimeout",
          "SlowDown",
          "Throttling",
          "TooManyRequests");

  /** They have to be fetched from an archive first. */
  private static final String ARCHIVED = "InvalidObjectState";

  /** How the message of a signature for another region ends. */
  private static final Pattern EXPECTED = Pattern.compile("expecting '([a-z0-9-]+)'");

  private S3Failures() {}

  /** Whether the bucket itself is not there. */
  static boolean isNoSuchBucket(SdkException e) {
    return AwsFailures.code(e).equals("NoSuchBucket");
  }

  /** Whether the service has no such object, in a bucket that is there as far as it says. */
  static boolean isNoSuchObject(SdkException e) {
    return AwsFailures.status(e) == NOT_FOUND && !isNoSuchBucket(e);
  }

  /** Whether an object was there that had to be absent. */
  static boolean isNotAbsent(SdkException e) {
    int status = AwsFailures.status(e);
    return status == PRECONDITION_FAILED || status == NOT_MODIFIED;
  }

  /**
   * The failure of reading an object. Where the caller may not list the bucket, S3 says of an
   * object that is not there that access is denied (AWS, "GetObject", permissions).
   */
  static VhsException reading(Location location, SdkException e) {
    if (AwsFailures.code(e).equals(ARCHIVED)) {
      return new AccessDenied(
          "Object %s is archived (%s) and must be restored before it is read, as with aws s3api restore-object; keep lifecycle rules that archive away from a store"
              .formatted(location, message(e)),
          e);
    }
    String code = AwsFailures.code(e);
    if (AwsFailures.status(e) == FORBIDDEN && (code.isEmpty() || code.equals("AccessDenied"))) {
      return new AccessDenied(
          "Reading object %s was refused: these credentials lack s3:GetObject for it or a policy denies it, or it is not there and they lack s3:ListBucket for the bucket, without which S3 doesn't say so. Grant both"
              .formatted(location),
          e);
    }
    return of("reading object " + location, location.bucket(), "s3:GetObject", e);
  }

  /**
   * The failure of a request.
   *
   * @param doing what was tried and where, as in {@code "listing bucket b"}
   * @param permission the action that the caller needs, as in {@code s3:ListBucket}
   */
  static VhsException of(String doing, String bucket, String permission, SdkException e) {
    if (isNoSuchBucket(e)) {
      return new StoreMismatch(
          "Bucket '%s' does not exist: create it, or open the store with the right name and endpoint"
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
            "S3 refused %s: %d %s, %s. If this is another server than AWS, try chunked-encoding=false or checksums=when-required in the store's URI"
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
                    "is in region %s: open the store with region=%s, or set AWS_REGION"
                        .formatted(region, region))
            .orElse(
                "is in another region: open the store with region=…, which aws s3api get-bucket-location tells");
    return new StoreMismatch("Bucket '%s' %s".formatted(bucket, where), e);
  }

  /**
   * The region that S3 names: in a header, or where a signature was for another, in the message.
   */
  private static Optional<String> region(SdkException e) {
    AwsErrorDetails details = e instanceof AwsServiceException s ? s.awsErrorDetails() : null;
    Optional<String> header =
        details == null || details.sdkHttpResponse() == null
            ? Optional.empty()
            : details.sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region");
    Matcher expected = EXPECTED.matcher(message(e));
    return header.isEmpty() && expected.find() ? Optional.of(expected.group(1)) : header;
  }

  private static String message(SdkException e) {
    AwsErrorDetails details = e instanceof AwsServiceException s ? s.awsErrorDetails() : null;
    String message = details == null ? null : details.errorMessage();
    return message == null ? String.valueOf(e.getMessage()) : message;
  }
}
