package dev.vhs.aws.s3;

import dev.vhs.Location;
import dev.vhs.StoreMismatch;
import dev.vhs.aws.sdk.Answers;
import dev.vhs.aws.sdk.AwsFailures;
import dev.vhs.aws.sdk.ServiceClock;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.RequestContext;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * The requests of one call for one object.
 *
 * @param s3 the connection that sends them
 * @param location the object, in any bucket
 * @param context the call's context, which counts them
 */
record ObjectRequests(S3Connection s3, Location location, RequestContext context) {
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes .*/(\\d+)");

  /**
   * Gets the bytes from one offset up to another.
   *
   * @param end the offset after the last byte; {@link Long#MAX_VALUE} for the object's end
   * @throws StoreMismatch if the server sends something else
   * @throws SdkException if the request fails
   */
  ResponseInputStream<GetObjectResponse> get(long from, long end) {
    GetObjectRequest.Builder request = request();
    if (from == 0 && end == Long.MAX_VALUE) {
      return s3.client().getObject(request.build());
    }
    request.range("bytes=" + from + "-" + (end == Long.MAX_VALUE ? "" : end - 1));
    return checked(s3.client().getObject(request.build()), from);
  }

  /** Returns an answer if it is the requested range: some servers don't know ranges. */
  private ResponseInputStream<GetObjectResponse> checked(
      ResponseInputStream<GetObjectResponse> answer, long from) {
    String range = answer.response().contentRange();
    if (range == null || !range.startsWith("bytes " + from + "-")) {
      answer.abort();
      throw new StoreMismatch(
          "The server of bucket '%s' answered with the range '%s' of an object; expected the bytes from %s on. Use a server that supports ranges"
              .formatted(location.bucket(), range, from),
          null);
    }
    return answer;
  }

  /**
   * Gets bytes of the object as it was when it was opened.
   *
   * @param etag the tag of its content at that time
   * @throws IOException if the object was replaced or deleted since, or can't be read
   */
  ResponseInputStream<GetObjectResponse> getAgain(long from, long end, String etag)
      throws IOException {
    try {
      GetObjectRequest.Builder request = request().range("bytes=" + from + "-" + (end - 1));
      if (!Answers.isWeak(etag)) {
        request.ifMatch(etag);
      }
      return same(checked(s3.client().getObject(request.build()), from), etag);
    } catch (StoreMismatch e) {
      throw new IOException(e.getMessage(), e);
    } catch (SdkException e) {
      if (AwsFailures.status(e) == S3Failures.PRECONDITION_FAILED) {
        throw replaced(e);
      }
      if (S3Failures.isNoSuchObject(e)) {
        throw new IOException("object " + location + " was deleted while it was read", e);
      }
      throw new IOException(S3Failures.reading(location, e).getMessage(), e);
    }
  }

  /**
   * Returns an answer if it brings the content with a tag. A weak tag fits no condition (RFC 9110,
   * "Weak versus strong"), and what stands between may weaken a strong one.
   */
  private ResponseInputStream<GetObjectResponse> same(
      ResponseInputStream<GetObjectResponse> answer, String etag) throws IOException {
    if (Answers.strong(answer.response().eTag()).equals(Answers.strong(etag))) {
      return answer;
    }
    answer.abort();
    throw replaced(null);
  }

  private IOException replaced(@Nullable Exception cause) {
    return new IOException("object " + location + " was replaced while it was read", cause);
  }

  private GetObjectRequest.Builder request() {
    return GetObjectRequest.builder()
        .bucket(location.bucket())
        .key(location.key())
        .overrideConfiguration(s3.settings(s3.tracked(context), context));
  }

  /** Returns S3's description of the object; null if it does not exist. */
  @Nullable HeadObjectResponse head() {
    try {
      return s3.client()
          .headObject(
              HeadObjectRequest.builder()
                  .bucket(location.bucket())
                  .key(location.key())
                  .overrideConfiguration(s3.settings(s3.tracked(context), context))
                  .build());
    } catch (SdkException e) {
      if (AwsFailures.status(e) == S3Failures.NOT_FOUND) {
        return null;
      }
      throw S3Failures.reading(location, e);
    }
  }

  /** Returns the facts in an answer to {@link #head}. */
  ObjectInfo info(HeadObjectResponse head) {
    return info(
        length(head.contentLength()),
        head.lastModified(),
        head.metadata(),
        Answers.doubt(head.sdkHttpResponse()));
  }

  /** Returns the facts about the whole object in an answer that may bring a part of it. */
  ObjectInfo info(GetObjectResponse got) {
    long size = length(got);
    if (got.contentRange() != null) {
      Matcher range = CONTENT_RANGE.matcher(got.contentRange());
      if (!range.matches()) {
        throw new IllegalStateException(
            "S3 answered with the content range '"
                + got.contentRange()
                + "'; expected one such as bytes 0-9/10");
      }
      size = Long.parseLong(range.group(1));
    }
    return info(size, got.lastModified(), got.metadata(), Answers.doubt(got.sdkHttpResponse()));
  }

  private ObjectInfo info(
      long size,
      @Nullable Instant lastModified,
      Map<String, String> userMetadata,
      @Nullable String doubt) {
    Map<String, String> metadata = new HashMap<>(userMetadata);
    metadata.remove(UploadToken.METADATA);
    return ObjectInfo.builder(location, size, storedAt(lastModified, s3.clock()))
        .userMetadata(metadata)
        .doubt(doubt)
        .build();
  }

  /** Returns the number of bytes that an answer brings. */
  long length(GetObjectResponse got) {
    return length(got.contentLength());
  }

  private long length(@Nullable Long contentLength) {
    if (contentLength == null) {
      throw new StoreMismatch(
          "The server of bucket '%s' answered without Content-Length. Use a server that sends it"
              .formatted(location.bucket()),
          null);
    }
    return contentLength;
  }

  /**
   * Returns the time when an object was stored. S3 dates a multipart upload by its start, in whole
   * seconds; some servers add fractions in listings. An object without a date counts as stored now,
   * so that it isn't deleted for its age.
   */
  static Instant storedAt(@Nullable Instant lastModified, ServiceClock clock) {
    Instant date = lastModified == null ? clock.instant() : lastModified;
    return date.truncatedTo(ChronoUnit.SECONDS);
  }
}
