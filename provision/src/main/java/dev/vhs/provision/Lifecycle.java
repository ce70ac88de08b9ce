package dev.vhs.provision;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The lifecycle of a bucket. S3 keeps all rules as one, so a change gives those again that are
 * there.
 *
 * @param site where the bucket is
 * @param rules those that are there
 */
record Lifecycle(Site site, List<LifecycleRule> rules) {
  /** Asks for it anew. */
  static Lifecycle of(Site site) {
    try {
      return new Lifecycle(
          site,
          site.clients()
              .s3()
              .getBucketLifecycleConfiguration(request -> request.bucket(site.store().bucketName()))
              .rules());
    } catch (S3Exception e) {
      BucketSetting.absent(e, "NoSuchLifecycleConfiguration", "");
      return new Lifecycle(site, List.of());
    }
  }

  /** What the rules say of one thing, in words. */
  String text(BucketRule rule) {
    return rule.text(rules);
  }

  /** Adds or takes away our rule, by its name; other rules stay. */
  void set(BucketRule rule, boolean on) {
    List<LifecycleRule> all = new ArrayList<>(rules);
    all.removeIf(there -> rule.id().equals(there.id()));
    if (on) {
      all.add(rule.rule());
    }
    if (all.isEmpty()) {
      // The last rule can't be taken away, only switched off. A request of its own would delete
      // the whole lifecycle.
      all.add(rule.rule().toBuilder().status("Disabled").build());
    }
    site.clients()
        .s3()
        .putBucketLifecycleConfiguration(
            request ->
                request
                    .bucket(site.store().bucketName())
                    .lifecycleConfiguration(lifecycle -> lifecycle.rules(all)));
    site.lifecycle(new Lifecycle(site, all));
  }
}
