package dev.vhs.aws.s3;

import dev.vhs.Location;
import dev.vhs.aws.sdk.AwsFailures;
import dev.vhs.aws.sdk.AwsNames;
import dev.vhs.aws.sdk.AwsPrices;
import dev.vhs.aws.sdk.ServiceClock;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.ObjectTraits;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.SupportsObjectVersions;
import dev.vhs.spi.SupportsPrices;
import dev.vhs.spi.SupportsUndelete;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * The objects in a bucket of S3, or of a server that speaks its protocol.
 *
 * <p>A small object takes one request each way. A larger one is uploaded in parts, which are sent
 * side by side and held in memory or in a temporary file until they have arrived. It is downloaded
 * in ranges, which are fetched side by side ahead of the reader, in bounded memory. Checksums on
 * the wire are the SDK's: by default a CRC32 of every request's body, which S3 compares before it
 * answers. An object's age is counted from its {@code Last-Modified}, in whole seconds.
 *
 * <p>In a bucket with versioning a deletion leaves the object's versions; only {@link
 * #eraseDeleted}, which {@code purge} uses, removes them.
 *
 * <p>An open stream of a small object holds a connection until it is read to its end or closed.
 */
public final class S3ObjectStore
    implements ObjectStore, SupportsObjectVersions, SupportsUndelete, SupportsPrices {
  /** The greatest number of keys in one listing (AWS, "ListObjectsV2"). */
  private static final int MAX_KEYS = 1000;

  private final String bucket;
  private final S3Connection s3;
  private final Transfers transfers;
  private final ObjectTraits traits;

  /** Makes the objects in a bucket, to which values are uploaded with {@code If-None-Match}. */
  public S3ObjectStore(S3Connection s3, String bucket, TransferSettings settings) {
    this(s3, bucket, settings, true);
  }

  /**
   * Makes the objects in a bucket.
   *
   * @param conditionalUploads whether values are uploaded with {@code If-None-Match}
   */
  public S3ObjectStore(
      S3Connection s3, String bucket, TransferSettings settings, boolean conditionalUploads) {
    this.bucket = bucket;
    this.s3 = s3;
    this.transfers = new Transfers(settings);
    this.traits =
        ObjectTraits.builder(s3.clock())
            .bucket(bucket)
            .maxObjectBytes(TransferSettings.MAX_OBJECT_BYTES)
            .conditionalUploads(conditionalUploads)
            .build();
  }

  /**
   * Opens the objects in a bucket. It sends nothing.
   *
   * @param client sends the requests; it is not closed with the store, and should have at least 16
   *     connections
   * @param bucket the bucket's name
   */
  public static S3ObjectStore open(S3Client client, String bucket) {
    return open(client, bucket, InstantSource.system());
  }

  /**
   * Opens the objects in a bucket. It sends nothing.
   *
   * @param client sends the requests; it is not closed with the store, and should have at least 16
   *     connections
   * @param bucket the bucket's name
   * @param localClock the clock of this machine, from which the service's time is reckoned
   */
  public static S3ObjectStore open(S3Client client, String bucket, InstantSource localClock) {
    S3Connection s3 = new S3Connection(() -> client, false, new ServiceClock(localClock));
    return new S3ObjectStore(s3, AwsNames.bucket(bucket), TransferSettings.of(16), true);
  }

  @Override
  public ObjectTraits traits() {
    return traits;
  }

  @Override
  public boolean put(Upload upload, RequestContext context) throws IOException {
    return new ObjectUpload(s3, transfers, new Location(bucket, upload.key()), upload, context)
        .run();
  }

  @Override
  public @Nullable ObjectStream open(Location location, ByteRange range, RequestContext context) {
    ObjectRequests object = new ObjectRequests(s3, location, context);
    if (range.length() == 0) {
      return empty(object);
    }
    long from = range.offset();
    long end = range.length() > Long.MAX_VALUE - from ? Long.MAX_VALUE : from + range.length();
    try {
      return stream(object, object.get(from, end), from);
    } catch (SdkException e) {
      if (S3Failures.isNoSuchObject(e) || isNoBucketOfOthers(location, e)) {
        return null;
      }
      if (AwsFailures.status(e) == S3Failures.RANGE_NOT_SATISFIABLE) {
        return empty(object);
      }
      throw S3Failures.reading(location, e);
    }
  }

  /** Returns whether a location names a bucket that does not exist and is not ours. */
  private boolean isNoBucketOfOthers(Location location, SdkException e) {
    return S3Failures.isNoSuchBucket(e) && !location.bucket().equals(bucket);
  }

  private static @Nullable ObjectStream empty(ObjectRequests object) {
    HeadObjectResponse head = object.head();
    return head == null ? null : new ObjectStream(object.info(head), InputStream.nullInputStream());
  }

  private ObjectStream stream(
      ObjectRequests object, ResponseInputStream<GetObjectResponse> answer, long from) {
    ObjectInfo info = object.info(answer.response());
    String etag = answer.response().eTag();
    long end = from + object.length(answer.response());
    long part = transfers.settings().partBytes();
    TransferSettings.Floor floor = transfers.settings().floor();
    if (end - from <= 2 * part) {
      return new ObjectStream(info, new RangeInputStream(object, etag, answer, from, end, floor));
    }
    long cut = from + part;
    InputStream first = new RangeInputStream(object, etag, answer, from, cut, floor);
    return new ObjectStream(
        info, new ParallelInputStream(object, etag, first, cut, end, transfers));
  }

  /**
   * {@inheritDoc}
   *
   * <p>If the bucket itself does not exist, S3 doesn't say so here.
   */
  @Override
  public @Nullable ObjectInfo stat(Location location, RequestContext context) {
    ObjectRequests object = new ObjectRequests(s3, location, context);
    HeadObjectResponse head = object.head();
    return head == null ? null : object.info(head);
  }

  @Override
  public ObjectPage list(String prefix, String after, int limit, RequestContext context) {
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder()
            .bucket(bucket)
            .prefix(prefix)
            .maxKeys(Math.min(limit, MAX_KEYS))
            .overrideConfiguration(s3.settings(s3.tracked(context), context));
    if (!after.isEmpty()) {
      request.startAfter(after);
    }
    try {
      ListObjectsV2Response answer = s3.client().listObjectsV2(request.build());
      S3Failures.checkListing(answer.name());
      List<ObjectInfo> objects =
          answer.contents().stream()
              .map(
                  object ->
                      ObjectInfo.builder(
                              new Location(bucket, object.key()),
                              object.size(),
                              ObjectRequests.storedAt(object.lastModified(), s3.clock()))
                          .build())
              .toList();
      return new ObjectPage(objects, !Boolean.TRUE.equals(answer.isTruncated()));
    } catch (SdkException e) {
      throw S3Failures.of("listing bucket " + bucket, bucket, "s3:ListBucket", e);
    }
  }

  @Override
  public void delete(Location location, RequestContext context) {
    if (!location.bucket().equals(bucket)) {
      throw new IllegalArgumentException(
          location
              + " is not in bucket '"
              + bucket
              + "', the only one that this store deletes from");
    }
    try {
      s3.client()
          .deleteObject(
              DeleteObjectRequest.builder()
                  .bucket(bucket)
                  .key(location.key())
                  .overrideConfiguration(s3.settings(s3.tracked(context), context))
                  .build());
    } catch (SdkException e) {
      throw S3Failures.of("deleting object " + location, bucket, "s3:DeleteObject", e);
    }
  }

  @Override
  public int abortUploads(String prefix, Instant startedBefore, RequestContext context) {
    int aborted = 0;
    ListMultipartUploadsRequest request =
        ListMultipartUploadsRequest.builder().bucket(bucket).prefix(prefix).build();
    while (true) {
      ListMultipartUploadsResponse page = uploads(request, context);
      for (var upload : page.uploads()) {
        if (upload.initiated().isBefore(startedBefore)) {
          Location location = new Location(bucket, upload.key());
          MultipartUpload.abort(s3, location, upload.uploadId(), context);
          aborted++;
        }
      }
      if (!Boolean.TRUE.equals(page.isTruncated())) {
        return aborted;
      }
      request =
          request.toBuilder()
              .keyMarker(page.nextKeyMarker())
              .uploadIdMarker(page.nextUploadIdMarker())
              .build();
    }
  }

  private ListMultipartUploadsResponse uploads(
      ListMultipartUploadsRequest request, RequestContext context) {
    try {
      ListMultipartUploadsResponse answer =
          s3.client()
              .listMultipartUploads(
                  request.toBuilder()
                      .overrideConfiguration(s3.settings(s3.tracked(context), context))
                      .build());
      S3Failures.checkListing(answer.bucket());
      return answer;
    } catch (SdkException e) {
      throw S3Failures.of(
          "listing the uploads of bucket " + bucket, bucket, "s3:ListBucketMultipartUploads", e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>A bucket without versioning keeps nothing, as one request shows.
   */
  @Override
  public long eraseDeleted(String prefix, RequestContext context) {
    return new ObjectVersions(s3, bucket, context).eraseDeleted(prefix);
  }

  /**
   * {@inheritDoc}
   *
   * <p>In a bucket with versioning it removes the delete markers that it saw, each by its version.
   */
  @Override
  public boolean undelete(Location location, long bytes, RequestContext context) {
    return location.bucket().equals(bucket)
        && new ObjectVersions(s3, bucket, context).undelete(location.key(), bytes);
  }

  @Override
  public double dollars(long lists, long reads) {
    return AwsPrices.objects(lists, reads);
  }

  @Override
  public void close() {
    transfers.close();
    s3.close();
  }
}
