package dev.vhs.provision;

import dev.vhs.Variant;
import dev.vhs.VhsException;
import dev.vhs.aws.AwsBackend;
import dev.vhs.provision.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/** The examination of the table and the bucket of one store. */
final class AwsExamination {
  /** The remedy for requests without TLS. */
  static final String HTTPS = "Open the store with an https: endpoint";

  private static final String APPLY = "vhs provision %s --apply, with the options of this store";

  /** The storage classes that must be restored before reads (AWS, "Archival storage classes"). */
  private static final Set<TransitionStorageClass> ARCHIVES =
      Set.of(TransitionStorageClass.GLACIER, TransitionStorageClass.DEEP_ARCHIVE);

  private final AwsBackend.Builder settings;
  private final UnaryOperator<StoreDefinition.Builder> wanted;
  private final Consumer<Finding> told;

  AwsExamination(
      AwsBackend.Builder settings,
      UnaryOperator<StoreDefinition.Builder> wanted,
      Consumer<Finding> told) {
    this.settings = settings;
    this.wanted = wanted;
    this.told = told;
  }

  /**
   * Reports the findings.
   *
   * @return the fate of S3's requests if they have no TLS
   */
  PlainHttp run() {
    try (DynamoDbClient dynamoDb = settings.newDynamoDb();
        S3Client s3 = settings.newS3();
        IamClient iam = IamClient.builder().region(Region.AWS_GLOBAL).build()) {
      Site site = new Site(new StoreClients(dynamoDb, s3, iam), definition(Variant.MULTI));
      Optional<TableDescription> table = table(site);
      Variant variant =
          table.filter(found -> found.keySchema().size() == 1).isPresent()
              ? Variant.SINGLE
              : Variant.MULTI;
      Site known = new Site(site.clients(), definition(variant));
      if (table.isPresent()) {
        examineTable(known, table.get());
      }
      if (bucketIsThere(known)) {
        examine(known, BucketSetting.of(known.store()));
        examineLifecycle(known);
      }
      PlainHttp plainHttp = PlainHttp.of(known);
      if (plainHttp == PlainHttp.DENIED) {
        tell(
            Severity.ERROR,
            "bucket.endpoint",
            "the bucket's policy denies requests without TLS, and this store is opened with an http: endpoint",
            HTTPS);
      }
      new Permissions(known, settings.prefix(), plainHttp, told).examine();
      return plainHttp;
    }
  }

  private StoreDefinition definition(Variant variant) {
    return wanted
        .apply(StoreDefinition.builder(settings.table()))
        .tableName(settings.table())
        .bucketName(settings.bucket())
        .variant(variant)
        .existing();
  }

  private Optional<TableDescription> table(Site site) {
    try {
      Optional<TableDescription> table = site.lookForTable();
      if (table.isEmpty()) {
        tell(
            Severity.ERROR,
            "table",
            "There is no table '%s' in region %s"
                .formatted(settings.table(), site.clients().region()),
            "Check its name and region, or create it: vhs provision");
      }
      return table;
    } catch (SdkException e) {
      unknown("table", e);
      return Optional.empty();
    }
  }

  private boolean bucketIsThere(Site site) {
    try {
      if (new BucketPart().exists(site)) {
        return true;
      }
      tell(
          Severity.ERROR,
          "bucket",
          "There is no bucket '%s'".formatted(settings.bucket()),
          "Check its name and endpoint, or create it: vhs provision");
    } catch (VhsException e) {
      tell(Severity.ERROR, "bucket", Doctor.message(e), "Do what the message says");
    } catch (SdkException e) {
      unknown("bucket", e);
    }
    return false;
  }

  private void examineTable(Site site, TableDescription table) {
    examine(site, TableSetting.of(site.store()));
    boolean replicated =
        table.globalTableVersion() != null || (table.hasReplicas() && !table.replicas().isEmpty());
    if (!replicated) {
      told.accept(Finding.ok("table.replicas", "the table is in one region"));
    } else if (table.multiRegionConsistency() == MultiRegionConsistency.STRONG) {
      told.accept(Finding.ok("table.replicas", "other regions are strongly consistent"));
    } else {
      tell(
          Severity.ERROR,
          "table.replicas",
          "other regions are eventually consistent: two of them may acknowledge the same version",
          "Use a table of one region, or one with strong multi-region consistency");
    }
  }

  private void examine(Site site, List<Setting> all) {
    for (Setting setting : all) {
      try {
        compare(setting, setting.actual(site), setting.wanted(site.store()));
      } catch (SdkException | VhsException e) {
        unknown(setting.text(), e);
      }
    }
  }

  private void compare(Setting setting, String actual, String aim) {
    if (actual.equals(aim)) {
      told.accept(Finding.ok(setting.text(), actual));
    } else if (setting == TableSetting.KEYS) {
      tell(
          Severity.ERROR,
          setting.text(),
          "the keys are %s; expected %s, or HASH id (S) alone".formatted(actual, aim),
          "Keys can't be changed: name another table, or create one");
    } else if (setting == TableSetting.TIME_TO_LIVE) {
      tell(
          Severity.ERROR,
          setting.text(),
          "TTL is %s, so rows that the store relies on vanish by themselves".formatted(actual),
          "Turn TTL off: aws dynamodb update-time-to-live");
    } else {
      tell(
          Severity.WARNING,
          setting.text(),
          "%s; expected %s".formatted(actual, aim),
          APPLY.formatted(settings.table()));
    }
  }

  /** Looks for rules that delete objects which pointers name, or put them out of reach. */
  private void examineLifecycle(Site site) {
    try {
      boolean sound = true;
      for (LifecycleRule rule : site.lifecycle().rules()) {
        if (rule.status() == ExpirationStatus.ENABLED) {
          sound &= isSound(rule);
        }
      }
      if (sound) {
        told.accept(Finding.ok("bucket.lifecycle", "no rule deletes or archives objects"));
      }
    } catch (SdkException e) {
      unknown("bucket.lifecycle", e);
    }
  }

  private boolean isSound(LifecycleRule rule) {
    boolean expires =
        rule.expiration() != null
            && (rule.expiration().days() != null || rule.expiration().date() != null);
    boolean archives =
        rule.transitions().stream().anyMatch(move -> ARCHIVES.contains(move.storageClass()));
    if (expires || archives) {
      tell(
          Severity.ERROR,
          "bucket.lifecycle",
          "rule '%s' %s"
              .formatted(
                  rule.id(),
                  expires
                      ? "deletes objects that versions name"
                      : "archives objects, which can't be read after that"),
          "Remove the rule, or keep it away from the store's prefix");
    }
    return !expires && !archives;
  }

  private void unknown(String check, RuntimeException e) {
    tell(
        Severity.UNKNOWN,
        check,
        Doctor.message(Failures.of("looking at " + check, e)),
        "Run it with the permissions of the policy 'provision'; some servers other than AWS don't know this setting");
  }

  private void tell(Severity severity, String check, String detail, String fix) {
    told.accept(new Finding(severity, check, detail, fix));
  }
}
