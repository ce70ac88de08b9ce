package dev.vhs.aws.s3;

import dev.vhs.AccessDenied;
import dev.vhs.StoreUnavailable;
import dev.vhs.VhsException;
import dev.vhs.aws.sdk.AwsFailures;
import dev.vhs.spi.RequestContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * The versions that a bucket with versioning keeps of deleted objects: it erases them, or brings an
 * object back. For use by one thread.
 *
 * <p>An object is deleted if its newest version is a delete marker. The marker goes last: as soon
 * as it is gone, the newest version that is left is the object (AWS, "Managing delete markers").
 */
final class ObjectVersions {
  /** The greatest number of deletions in one request (AWS, "DeleteObjects"). */
  private static final int MAX_DELETED = 1000;

  private static final int NOT_IMPLEMENTED = 501;
  private static final String ACCESS_DENIED = "AccessDenied";
  private static final String PERMISSION = "s3:DeleteObjectVersion";

  private final S3Connection s3;
  private final String bucket;
  private final RequestContext context;
  private final List<ObjectIdentifier> markers = new ArrayList<>();
  private final Set<String> deleted = new HashSet<>();
  private long erased;

  ObjectVersions(S3Connection s3, String bucket, RequestContext context) {
    this.s3 = s3;
    this.bucket = bucket;
    this.context = context;
  }

  /** Removes all versions of deleted objects under a prefix, and returns their number. */
  long eraseDeleted(String prefix) {
    ListObjectVersionsRequest request =
        ListObjectVersionsRequest.builder().bucket(bucket).prefix(prefix).build();
    while (true) {
      ListObjectVersionsResponse page = list(request);
      if (page == null) {
        return 0;
      }
      eraseVersions(page);
      if (!Boolean.TRUE.equals(page.isTruncated())) {
        erase(markers);
        return erased;
      }
      request =
          request.toBuilder()
              .keyMarker(page.nextKeyMarker())
              .versionIdMarker(page.nextVersionIdMarker())
              .build();
    }
  }

  /**
   * Brings back a deleted object by removing its delete markers, if exactly one version of it is
   * kept.
   *
   * @param bytes the size that the version must have; -1 for any
   */
  boolean undelete(String key, long bytes) {
    // Longer keys that begin with this one come after it, so its versions are on the first page,
    // unless there are more of them than there should be.
    ListObjectVersionsResponse page =
        list(ListObjectVersionsRequest.builder().bucket(bucket).prefix(key).build());
    if (page == null) {
      return false;
    }
    List<DeleteMarkerEntry> deletions =
        page.deleteMarkers().stream().filter(marker -> marker.key().equals(key)).toList();
    List<ObjectVersion> kept =
        page.versions().stream().filter(version -> version.key().equals(key)).toList();
    boolean isCertain =
        deletions.stream().anyMatch(marker -> Boolean.TRUE.equals(marker.isLatest()))
            && kept.size() == 1
            && (bytes < 0 || kept.get(0).size() == bytes)
            && !(Boolean.TRUE.equals(page.isTruncated()) && key.equals(page.nextKeyMarker()));
    if (isCertain) {
      erase(deletions.stream().map(marker -> version(marker.key(), marker.versionId())).toList());
    }
    return isCertain;
  }

  /** Erases versions of a page. A key's newest version comes first, so each page suffices. */
  private void eraseVersions(ListObjectVersionsResponse page) {
    List<ObjectIdentifier> older = new ArrayList<>();
    for (DeleteMarkerEntry marker : page.deleteMarkers()) {
      ObjectIdentifier version = version(marker.key(), marker.versionId());
      if (Boolean.TRUE.equals(marker.isLatest())) {
        deleted.add(marker.key());
        markers.add(version);
      }
    }
    for (DeleteMarkerEntry marker : page.deleteMarkers()) {
      if (!Boolean.TRUE.equals(marker.isLatest()) && deleted.contains(marker.key())) {
        older.add(version(marker.key(), marker.versionId()));
      }
    }
    page.versions().stream()
        .filter(version -> deleted.contains(version.key()))
        .forEach(version -> older.add(version(version.key(), version.versionId())));
    erase(older);
  }

  private static ObjectIdentifier version(String key, String versionId) {
    return ObjectIdentifier.builder().key(key).versionId(versionId).build();
  }

  private @Nullable ListObjectVersionsResponse list(ListObjectVersionsRequest request) {
    try {
      ListObjectVersionsResponse answer =
          s3.client()
              .listObjectVersions(
                  request.toBuilder()
                      .overrideConfiguration(s3.settings(s3.tracked(context), context))
                      .build());
      S3Failures.checkListing(answer.name());
      return answer;
    } catch (SdkException e) {
      if (AwsFailures.status(e) == NOT_IMPLEMENTED) {
        // A server that doesn't know versions keeps none.
        return null;
      }
      throw S3Failures.of(
          "listing the object versions of bucket %s".formatted(bucket),
          bucket,
          "s3:ListBucketVersions",
          e);
    }
  }

  private void erase(List<ObjectIdentifier> versions) {
    for (int from = 0; from < versions.size(); from += MAX_DELETED) {
      List<ObjectIdentifier> some =
          versions.subList(from, Math.min(versions.size(), from + MAX_DELETED));
      delete(some);
      erased += some.size();
    }
  }

  private void delete(List<ObjectIdentifier> versions) {
    try {
      DeleteObjectsResponse answer =
          s3.client()
              .deleteObjects(
                  DeleteObjectsRequest.builder()
                      .bucket(bucket)
                      .delete(objects -> objects.objects(versions).quiet(true))
                      .overrideConfiguration(s3.settings(s3.tracked(context), context))
                      .build());
      for (S3Error error : answer.errors()) {
        throw failure(error);
      }
    } catch (SdkException e) {
      throw S3Failures.of(
          "erasing versions of deleted objects in bucket " + bucket, bucket, PERMISSION, e);
    }
  }

  private VhsException failure(S3Error error) {
    String what =
        "Version %s of deleted object %s/%s can't be erased: %s %s"
            .formatted(error.versionId(), bucket, error.key(), error.code(), error.message());
    return ACCESS_DENIED.equals(error.code())
        ? new AccessDenied(
            "%s. These credentials lack %s, or the object is locked".formatted(what, PERMISSION),
            null)
        : new StoreUnavailable(what + "; try again", null);
  }
}
