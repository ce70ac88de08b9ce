package dev.vhs.provision;

import dev.vhs.StoreMismatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

/** The settings of a bucket: for each how to read it, which value is wanted, how to change it. */
final class BucketSetting {
  static final Setting PUBLIC_ACCESS =
      new FieldSetting(
          "bucket.publicAccess",
          store -> "blocked",
          BucketSetting::publicAccess,
          site ->
              site.clients()
                  .s3()
                  .putPublicAccessBlock(
                      request ->
                          request
                              .bucket(site.store().bucketName())
                              .publicAccessBlockConfiguration(blocked())));

  static final Setting TLS_ONLY =
      new FieldSetting(
          "bucket.tlsOnly",
          store -> Setting.onOff(true),
          site -> Setting.onOff(BucketPolicy.of(site).isTlsOnly()),
          site -> BucketPolicy.of(site).addTlsOnly());

  /** The ownership of objects: if the bucket's owner has all, ACLs have no effect. */
  static final Setting OWNERSHIP =
      new FieldSetting(
          "bucket.objectOwnership",
          store -> ObjectOwnership.BUCKET_OWNER_ENFORCED.toString(),
          BucketSetting::ownership,
          BucketSetting::enforceOwnership);

  static final Setting ENCRYPTION =
      new FieldSetting(
          "bucket.encryption",
          store -> store.kmsKeyArn().orElse("SSE-S3"),
          BucketSetting::encryption,
          BucketSetting::encrypt);

  static final Setting VERSIONING =
      new FieldSetting(
          "bucket.versioning",
          store -> Setting.onOff(store.bucketVersioning()),
          site ->
              Setting.onOff(
                  site.clients()
                          .s3()
                          .getBucketVersioning(request -> request.bucket(site.store().bucketName()))
                          .status()
                      == BucketVersioningStatus.ENABLED),
          site ->
              site.clients()
                  .s3()
                  .putBucketVersioning(
                      request ->
                          request
                              .bucket(site.store().bucketName())
                              .versioningConfiguration(
                                  versioning ->
                                      versioning.status(
                                          site.store().bucketVersioning()
                                              ? BucketVersioningStatus.ENABLED
                                              : BucketVersioningStatus.SUSPENDED))));

  static final Setting STANDARD_IA = rule("bucket.standardIa", BucketRule.STANDARD_IA);

  static final Setting NONCURRENT_VERSIONS =
      rule("bucket.noncurrentVersions", BucketRule.NONCURRENT_VERSIONS);

  static final Setting STALE_UPLOADS = rule("bucket.staleUploads", BucketRule.STALE_UPLOADS);

  static final Setting TAGS =
      new FieldSetting(
          "bucket.tags",
          store -> Tags.text(store.tags()),
          site -> Tags.text(Tags.among(tags(site), site.store().tags())),
          BucketSetting::addTags);

  /** The settings of every store, in the order in which they are set. */
  private static final List<Setting> ALL =
      List.of(
          PUBLIC_ACCESS,
          OWNERSHIP,
          TLS_ONLY,
          ENCRYPTION,
          VERSIONING,
          STANDARD_IA,
          NONCURRENT_VERSIONS,
          STALE_UPLOADS,
          TAGS);

  private BucketSetting() {}

  /**
   * Returns the settings that concern a store, in the order in which they are set. An option of the
   * bucket is only looked at if it is asked for: others may have set it.
   */
  static List<Setting> of(StoreDefinition store) {
    List<Setting> settings = new ArrayList<>(ALL);
    store.accessLogBucket().ifPresent(bucket -> settings.add(BucketOption.ACCESS_LOGS));
    if (store.eventBridge()) {
      settings.add(BucketOption.EVENT_BRIDGE);
    }
    if (store.objectLockDays().isPresent()) {
      settings.add(BucketOption.OBJECT_LOCK);
    }
    store.replication().ifPresent(replication -> settings.add(BucketOption.REPLICATION));
    return settings;
  }

  private static Setting rule(String text, BucketRule rule) {
    return new FieldSetting(
        text,
        store -> rule.isWanted(store) ? rule.text() : BucketRule.NONE,
        site -> site.lifecycle().text(rule),
        site -> site.lifecycle().set(rule, rule.isWanted(site.store())));
  }

  private static PublicAccessBlockConfiguration blocked() {
    return PublicAccessBlockConfiguration.builder()
        .blockPublicAcls(true)
        .ignorePublicAcls(true)
        .blockPublicPolicy(true)
        .restrictPublicBuckets(true)
        .build();
  }

  private static String publicAccess(Site site) {
    try {
      PublicAccessBlockConfiguration found =
          site.clients()
              .s3()
              .getPublicAccessBlock(request -> request.bucket(site.store().bucketName()))
              .publicAccessBlockConfiguration();
      if (found == null || found.equals(PublicAccessBlockConfiguration.builder().build())) {
        throw notAnswered("public-access block");
      }
      return found.equals(blocked()) ? "blocked" : "blocked in part";
    } catch (S3Exception e) {
      return absent(e, "NoSuchPublicAccessBlockConfiguration", "not blocked");
    }
  }

  private static String ownership(Site site) {
    try {
      OwnershipControls controls =
          site.clients()
              .s3()
              .getBucketOwnershipControls(request -> request.bucket(site.store().bucketName()))
              .ownershipControls();
      if (controls == null || !controls.hasRules() || controls.rules().isEmpty()) {
        throw notAnswered("object ownership");
      }
      return controls.rules().get(0).objectOwnershipAsString();
    } catch (S3Exception e) {
      return absent(e, "OwnershipControlsNotFoundError", "not set");
    }
  }

  private static void enforceOwnership(Site site) {
    OwnershipControlsRule rule =
        OwnershipControlsRule.builder()
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .build();
    site.clients()
        .s3()
        .putBucketOwnershipControls(
            request ->
                request
                    .bucket(site.store().bucketName())
                    .ownershipControls(controls -> controls.rules(rule)));
  }

  private static String encryption(Site site) {
    try {
      ServerSideEncryptionConfiguration configuration =
          site.clients()
              .s3()
              .getBucketEncryption(request -> request.bucket(site.store().bucketName()))
              .serverSideEncryptionConfiguration();
      if (configuration == null) {
        throw notAnswered("encryption");
      }
      List<ServerSideEncryptionRule> rules = configuration.rules();
      ServerSideEncryptionByDefault found =
          rules.isEmpty() ? null : rules.get(0).applyServerSideEncryptionByDefault();
      if (found == null) {
        return "none";
      }
      if (found.sseAlgorithm() == ServerSideEncryption.AES256) {
        return "SSE-S3";
      }
      return found.kmsMasterKeyID() == null ? "AWS-managed key" : found.kmsMasterKeyID();
    } catch (S3Exception e) {
      return absent(e, "ServerSideEncryptionConfigurationNotFoundError", "none");
    }
  }

  private static void encrypt(Site site) {
    ServerSideEncryptionByDefault.Builder encryption = ServerSideEncryptionByDefault.builder();
    site.store()
        .kmsKeyArn()
        .ifPresentOrElse(
            key -> encryption.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(key),
            () -> encryption.sseAlgorithm(ServerSideEncryption.AES256));
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(encryption.build())
            // One data key for many objects: KMS charges for each request.
            .bucketKeyEnabled(site.store().kmsKeyArn().isPresent())
            .build();
    site.clients()
        .s3()
        .putBucketEncryption(
            request ->
                request
                    .bucket(site.store().bucketName())
                    .serverSideEncryptionConfiguration(all -> all.rules(rule)));
  }

  private static Map<String, String> tags(Site site) {
    Map<String, String> tags = new TreeMap<>();
    try {
      site.clients()
          .s3()
          .getBucketTagging(request -> request.bucket(site.store().bucketName()))
          .tagSet()
          .forEach(tag -> tags.put(tag.key(), tag.value()));
    } catch (S3Exception e) {
      absent(e, "NoSuchTagSet", "");
    }
    return tags;
  }

  /** Adds our tags. S3 replaces all tags at once, so the present ones are sent again. */
  private static void addTags(Site site) {
    Map<String, String> all = tags(site);
    all.putAll(site.store().tags());
    site.clients()
        .s3()
        .putBucketTagging(
            request ->
                request
                    .bucket(site.store().bucketName())
                    .tagging(
                        tagging ->
                            tagging.tagSet(
                                all.entrySet().stream()
                                    .map(
                                        tag ->
                                            Tag.builder()
                                                .key(tag.getKey())
                                                .value(tag.getValue())
                                                .build())
                                    .toList())));
  }

  /**
   * Returns the failure of a request that a server doesn't know: it may answer as if it were
   * another.
   */
  private static StoreMismatch notAnswered(String what) {
    return new StoreMismatch("The server of the bucket doesn't show its " + what, null);
  }

  /**
   * Returns the meaning of an error by which S3 says that something is not configured.
   *
   * @throws S3Exception if it is another error
   */
  static String absent(S3Exception e, String code, String meaning) {
    if (e.awsErrorDetails() == null || !code.equals(e.awsErrorDetails().errorCode())) {
      throw e;
    }
    return meaning;
  }
}
