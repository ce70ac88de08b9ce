package dev.vhs.provision;

import java.util.List;
import java.util.OptionalInt;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.DeleteMarkerReplicationStatus;
import software.amazon.awssdk.services.s3.model.EventBridgeConfiguration;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationRuleStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The settings of a bucket that a store has only if they are asked for. */
final class BucketOption {
  /** The name of the rule of replication, as in the Terraform modules. */
  static final String REPLICATION_RULE = "all_objects";

  /** The words for a bucket that can lock objects, and doesn't. */
  private static final String NO_DAYS = "no days";

  static final Setting ACCESS_LOGS =
      new FieldSetting(
          "bucket.accessLogs",
          store -> store.accessLogBucket().map(to -> logs(to, logPrefix(store))).orElse("none"),
          BucketOption::accessLogs,
          BucketOption::logAccess);

  static final Setting EVENT_BRIDGE =
      new FieldSetting(
          "bucket.eventBridge",
          store -> Setting.onOff(store.eventBridge()),
          site -> Setting.onOff(notifications(site).eventBridgeConfiguration() != null),
          BucketOption::notifyEventBridge);

  /** The lock, which a bucket is made with: without it, objects that exist would not be locked. */
  static final Setting OBJECT_LOCK =
      new FieldSetting(
          "bucket.objectLock",
          store -> lock(ObjectLockRetentionMode.GOVERNANCE.toString(), store.objectLockDays()),
          BucketOption::objectLock,
          lock -> lock.equals(NO_DAYS) || lock.startsWith(ObjectLockRetentionMode.GOVERNANCE + ","),
          BucketOption::lockObjects);

  static final Setting REPLICATION =
      new FieldSetting(
          "bucket.replication",
          store ->
              store
                  .replication()
                  .map(to -> replication(to.bucketArn(), to.roleArn()))
                  .orElse("none"),
          BucketOption::replication,
          found -> found.equals("none") || found.startsWith("to "),
          BucketOption::replicate);

  private BucketOption() {}

  /** Returns the beginning of the names of a store's logs. */
  static String logPrefix(StoreDefinition store) {
    return store.bucketName() + "/";
  }

  private static String logs(String bucket, String prefix) {
    return "to %s/%s".formatted(bucket, prefix);
  }

  private static String accessLogs(Site site) {
    LoggingEnabled found =
        site.clients()
            .s3()
            .getBucketLogging(request -> request.bucket(site.store().bucketName()))
            .loggingEnabled();
    return found == null ? "none" : logs(found.targetBucket(), found.targetPrefix());
  }

  private static void logAccess(Site site) {
    LoggingEnabled logging =
        LoggingEnabled.builder()
            .targetBucket(site.store().accessLogBucket().orElseThrow())
            .targetPrefix(logPrefix(site.store()))
            .build();
    site.clients()
        .s3()
        .putBucketLogging(
            request ->
                request
                    .bucket(site.store().bucketName())
                    .bucketLoggingStatus(status -> status.loggingEnabled(logging)));
  }

  private static GetBucketNotificationConfigurationResponse notifications(Site site) {
    return site.clients()
        .s3()
        .getBucketNotificationConfiguration(request -> request.bucket(site.store().bucketName()));
  }

  /** Adds EventBridge. S3 replaces all notifications at once, so the others are sent again. */
  private static void notifyEventBridge(Site site) {
    GetBucketNotificationConfigurationResponse found = notifications(site);
    NotificationConfiguration.Builder all =
        NotificationConfiguration.builder()
            .eventBridgeConfiguration(EventBridgeConfiguration.builder().build());
    if (found.hasTopicConfigurations()) {
      all.topicConfigurations(found.topicConfigurations());
    }
    if (found.hasQueueConfigurations()) {
      all.queueConfigurations(found.queueConfigurations());
    }
    if (found.hasLambdaFunctionConfigurations()) {
      all.lambdaFunctionConfigurations(found.lambdaFunctionConfigurations());
    }
    site.clients()
        .s3()
        .putBucketNotificationConfiguration(
            request ->
                request.bucket(site.store().bucketName()).notificationConfiguration(all.build()));
  }

  private static String lock(String mode, OptionalInt days) {
    return days.isEmpty() ? NO_DAYS : "%s, %s days".formatted(mode, days.getAsInt());
  }

  private static String objectLock(Site site) {
    try {
      ObjectLockConfiguration found =
          site.clients()
              .s3()
              .getObjectLockConfiguration(request -> request.bucket(site.store().bucketName()))
              .objectLockConfiguration();
      if (found == null || found.objectLockEnabled() != ObjectLockEnabled.ENABLED) {
        return Setting.onOff(false);
      }
      DefaultRetention retention = found.rule() == null ? null : found.rule().defaultRetention();
      if (retention == null) {
        return NO_DAYS;
      }
      return retention.days() == null
          ? "%s, %s years".formatted(retention.modeAsString(), retention.years())
          : lock(retention.modeAsString(), OptionalInt.of(retention.days()));
    } catch (S3Exception e) {
      return BucketSetting.absent(e, "ObjectLockConfigurationNotFoundError", Setting.onOff(false));
    }
  }

  private static void lockObjects(Site site) {
    DefaultRetention retention =
        DefaultRetention.builder()
            .mode(ObjectLockRetentionMode.GOVERNANCE)
            .days(site.store().objectLockDays().orElseThrow())
            .build();
    site.clients()
        .s3()
        .putObjectLockConfiguration(
            request ->
                request
                    .bucket(site.store().bucketName())
                    .objectLockConfiguration(
                        lock ->
                            lock.objectLockEnabled(ObjectLockEnabled.ENABLED)
                                .rule(rule -> rule.defaultRetention(retention))));
  }

  private static String replication(String bucket, String role) {
    return "to %s as %s".formatted(bucket, role);
  }

  private static String replication(Site site) {
    try {
      ReplicationConfiguration found =
          site.clients()
              .s3()
              .getBucketReplication(request -> request.bucket(site.store().bucketName()))
              .replicationConfiguration();
      List<ReplicationRule> rules = found == null ? List.of() : found.rules();
      if (found == null || rules.isEmpty()) {
        return "none";
      }
      ReplicationRule rule = rules.get(0);
      return rules.size() == 1 && REPLICATION_RULE.equals(rule.id())
          ? rule.status() == ReplicationRuleStatus.ENABLED
              ? replication(rule.destination().bucket(), found.role())
              : "to nowhere"
          : "by other rules";
    } catch (S3Exception e) {
      return BucketSetting.absent(e, "ReplicationConfigurationNotFoundError", "none");
    }
  }

  private static void replicate(Site site) {
    Replication wanted = site.store().replication().orElseThrow();
    ReplicationRule rule =
        ReplicationRule.builder()
            .id(REPLICATION_RULE)
            .status(ReplicationRuleStatus.ENABLED)
            .priority(1)
            .filter(filter -> filter.prefix(""))
            .deleteMarkerReplication(
                markers -> markers.status(DeleteMarkerReplicationStatus.ENABLED))
            .destination(to -> to.bucket(wanted.bucketArn()))
            .build();
    site.clients()
        .s3()
        .putBucketReplication(
            request ->
                request
                    .bucket(site.store().bucketName())
                    .replicationConfiguration(all -> all.role(wanted.roleArn()).rules(rule)));
  }
}
