package dev.vhs.provision;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The lifecycle of a bucket. S3 keeps all rules as one document, so a change sends the present
 * rules again.
 *
 * @param site the store whose bucket it is
 * @param rules the present rules
 */
record Lifecycle(Site site, List<LifecycleRule> rules) {
  /** Returns the present lifecycle; it sends a request. */
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

  /** Returns the effect of the rules of one kind, in words. */
  String text(BucketRule rule) {
    return rule.text(rules);
  }

  /** Adds or removes our rule, by its name; other rules stay. */
  void set(BucketRule rule, boolean on) {
    List<LifecycleRule> all = new ArrayList<>(rules);
    all.removeIf(there -> rule.id().equals(there.id()));
    if (on) {
      all.add(rule.rule());
    }
    if (all.isEmpty()) {
      // The last rule can't be removed, only switched off: only another kind of request deletes
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
