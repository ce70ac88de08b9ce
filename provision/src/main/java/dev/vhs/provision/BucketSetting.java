package dev.vhs.provision;

import dev.vhs.StoreMismatch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

/** What a bucket can be. */
@SuppressWarnings("ImmutableEnumChecker") // its functions keep nothing
enum BucketSetting implements Setting {
  PUBLIC_ACCESS(
      "publicAccess",
      store -> "blocked",
      BucketSetting::publicAccess,
      site ->
          site.clients()
              .s3()
              .putPublicAccessBlock(
                  request ->
                      request
                          .bucket(site.store().bucketName())
                          .publicAccessBlockConfiguration(blocked()))),

  TLS_ONLY(
      "tlsOnly",
      store -> Setting.onOff(true),
      site -> Setting.onOff(BucketPolicy.of(site).isTlsOnly()),
      site -> BucketPolicy.of(site).addTlsOnly()),

  ENCRYPTION(
      "encryption",
      store -> store.kmsKeyArn().orElse("SSE-S3"),
      BucketSetting::encryption,
      BucketSetting::encrypt),

  VERSIONING(
      "versioning",
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
                                          : BucketVersioningStatus.SUSPENDED)))),

  STANDARD_IA("standardIa", BucketRule.STANDARD_IA),

  NONCURRENT_VERSIONS("noncurrentVersions", BucketRule.NONCURRENT_VERSIONS),

  STALE_UPLOADS("staleUploads", BucketRule.STALE_UPLOADS),

  TAGS(
      "tags",
      store -> Tags.text(store.tags()),
      site -> Tags.text(Tags.among(tags(site), site.store().tags())),
      BucketSetting::addTags);

  private final String text;
  private final Function<StoreDefinition, String> wanted;
  private final Function<Site, String> actual;
  private final Consumer<Site> change;

  BucketSetting(
      String text,
      Function<StoreDefinition, String> wanted,
      Function<Site, String> actual,
      Consumer<Site> change) {
    this.text = "bucket." + text;
    this.wanted = wanted;
    this.actual = actual;
    this.change = change;
  }

  BucketSetting(String text, BucketRule rule) {
    this(
        text,
        store -> rule.isWanted(store) ? rule.text() : BucketRule.NONE,
        site -> Lifecycle.of(site).text(rule),
        site -> Lifecycle.of(site).set(rule, rule.isWanted(site.store())));
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public String wanted(StoreDefinition store) {
    return wanted.apply(store);
  }

  @Override
  public String actual(Site site) {
    return actual.apply(site);
  }

  @Override
  public boolean isChangeable(String found) {
    return true;
  }

  @Override
  public void change(Site site) {
    change.accept(site);
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
        throw notAnswered("its public-access block");
      }
      return found.equals(blocked()) ? "blocked" : "blocked in part";
    } catch (S3Exception e) {
      return absent(e, "NoSuchPublicAccessBlockConfiguration", "not blocked");
    }
  }

  private static String encryption(Site site) {
    try {
      ServerSideEncryptionConfiguration configuration =
          site.clients()
              .s3()
              .getBucketEncryption(request -> request.bucket(site.store().bucketName()))
              .serverSideEncryptionConfiguration();
      if (configuration == null) {
        throw notAnswered("its encryption");
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
            // One data key for many objects: KMS is paid by the request.
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

  /** S3 replaces all tags at once, so those that are there are given again. */
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

  /** A server that doesn't know what it was asked for may answer as if it were another request. */
  private static StoreMismatch notAnswered(String what) {
    return new StoreMismatch("The server of the bucket doesn't say what " + what + " is", null);
  }

  /** What it means that something is not configured, which S3 says by an error. */
  static String absent(S3Exception e, String code, String meaning) {
    if (e.awsErrorDetails() == null || !code.equals(e.awsErrorDetails().errorCode())) {
      throw e;
    }
    return meaning;
  }
}
