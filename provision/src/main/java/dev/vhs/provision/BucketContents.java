package dev.vhs.provision;

import dev.vhs.StoreMismatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * The contents of a bucket: objects, and with versioning also the versions of deleted ones.
 *
 * @param site the store whose bucket it is
 */
record BucketContents(Site site) {
  /** The keys of the objects that a store keeps for itself; an empty store has no others. */
  private static final Pattern STORE_OBJECT = Pattern.compile("(.+/)?\\.vhs/(sweeps/[^/]+/)?[^/]+");

  /** Returns the key of an object that is not the store's own; empty if there is none. */
  Optional<String> something() {
    return pages()
        .flatMap(page -> versions(page).stream())
        .map(ObjectIdentifier::key)
        .filter(key -> !STORE_OBJECT.matcher(key).matches())
        .findFirst();
  }

  /** Removes everything permanently. */
  void erase() {
    pages().map(BucketContents::versions).filter(all -> !all.isEmpty()).forEach(this::erase);
  }

  private Stream<ListObjectVersionsResponse> pages() {
    return site
        .clients()
        .s3()
        .listObjectVersionsPaginator(request -> request.bucket(site.store().bucketName()))
        .stream();
  }

  private static List<ObjectIdentifier> versions(ListObjectVersionsResponse page) {
    List<ObjectIdentifier> versions = new ArrayList<>();
    page.versions().forEach(version -> versions.add(of(version.key(), version.versionId())));
    page.deleteMarkers().forEach(marker -> versions.add(of(marker.key(), marker.versionId())));
    return versions;
  }

  private static ObjectIdentifier of(String key, String versionId) {
    return ObjectIdentifier.builder().key(key).versionId(versionId).build();
  }

  private void erase(List<ObjectIdentifier> versions) {
    DeleteObjectsResponse answer =
        site.clients()
            .s3()
            .deleteObjects(
                request ->
                    request
                        .bucket(site.store().bucketName())
                        .delete(objects -> objects.objects(versions).quiet(true)));
    if (!answer.errors().isEmpty()) {
      S3Error error = answer.errors().get(0);
      throw new StoreMismatch(
          "Object %s/%s can't be removed: %s %s"
              .formatted(site.store().bucketName(), error.key(), error.code(), error.message()),
          null);
    }
  }
}
