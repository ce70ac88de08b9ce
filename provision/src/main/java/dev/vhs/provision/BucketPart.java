package dev.vhs.provision;

import dev.vhs.StoreMismatch;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The bucket that holds the values. */
final class BucketPart implements Part {
  private static final int MOVED = 301;
  private static final int FORBIDDEN = 403;

  @Override
  public String text(StoreDefinition store) {
    return "bucket " + store.bucketName();
  }

  @Override
  public boolean exists(Site site) {
    String bucket = site.store().bucketName();
    try {
      site.clients().s3().headBucket(request -> request.bucket(bucket));
      return true;
    } catch (NoSuchBucketException e) {
      return false;
    } catch (S3Exception e) {
      if (e.statusCode() == MOVED) {
        throw new StoreMismatch(
            "Bucket '%s' is in another region than %s. Name its region with --region, or choose another bucket"
                .formatted(bucket, site.clients().region()),
            e);
      }
      if (e.statusCode() == FORBIDDEN) {
        throw new StoreMismatch(
            "Bucket '%s' exists, and these credentials may not list it: it belongs to another account, or they lack s3:ListBucket. Choose another name, or ask for the permission"
                .formatted(bucket),
            e);
      }
      throw e;
    }
  }

  @Override
  public void create(Site site) {
    String bucket = site.store().bucketName();
    CreateBucketRequest.Builder request = CreateBucketRequest.builder().bucket(bucket);
    if (site.store().objectLockDays().isPresent()) {
      request.objectLockEnabledForBucket(true);
    }
    Region region = site.clients().region();
    // S3 does not accept the name of this one region.
    if (!region.equals(Region.US_EAST_1)) {
      request.createBucketConfiguration(where -> where.locationConstraint(region.id()));
    }
    try {
      site.clients().s3().createBucket(request.build());
    } catch (BucketAlreadyOwnedByYouException e) {
      // Another run created it since this one looked for it; its settings follow.
    } catch (BucketAlreadyExistsException e) {
      throw new StoreMismatch(
          "Bucket name '%s' is taken by another AWS account. Choose another".formatted(bucket), e);
    }
    site.awaitBucket();
  }

  @Override
  public List<Setting> settings(StoreDefinition store) {
    return BucketSetting.of(store);
  }

  @Override
  public Optional<String> contents(Site site) {
    return new BucketContents(site).something().map(key -> "object '" + key + "'");
  }

  @Override
  public void remove(Site site) {
    new BucketContents(site).erase();
    site.clients().s3().deleteBucket(request -> request.bucket(site.store().bucketName()));
  }
}
