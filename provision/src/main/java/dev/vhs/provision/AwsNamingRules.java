package dev.vhs.provision;

import dev.vhs.InvalidRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The rules of AWS for new names; existing stores may have names by older rules. */
final class AwsNamingRules {
  /** The end of the role's name, after the store's name. */
  static final String ROLE_SUFFIX = "-assumable_read_role";

  /** AWS, "Naming rules and data types" of DynamoDB. */
  private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

  /** AWS, "General purpose bucket naming rules", as are all the rules for buckets here. */
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private static final Pattern IP_ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

  private static final List<String> RESERVED_PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
  private static final List<String> RESERVED_SUFFIXES =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

  /** AWS, "IAM and STS character limits": the names of roles. */
  private static final int MAX_ROLE_NAME = 64;

  private static final Pattern ROLE = Pattern.compile("[a-zA-Z0-9_+=,.@-]+");

  /** One principal: no list of them, and no pattern, which IAM takes in no principal. */
  private static final Pattern PRINCIPAL =
      Pattern.compile(
          "\\d{12}|arn:[a-z0-9-]+:iam::\\d{12}:(root|(user|role)/[a-zA-Z0-9_+=,.@/-]+)"
              + "|arn:[a-z0-9-]+:sts::\\d{12}:(assumed-role|federated-user)/[a-zA-Z0-9_+=,.@/-]+");

  private static final Pattern BOUNDARY =
      Pattern.compile("arn:[a-z0-9-]+:iam::(\\d{12}|aws):policy/[a-zA-Z0-9_+=,.@/-]+");

  /** AWS, "IAM and STS character limits": the external id of AssumeRole. */
  private static final Pattern EXTERNAL_ID = Pattern.compile("[a-zA-Z0-9_+=,.@:/-]{2,1224}");

  /** AWS, "Organization" of the API of AWS Organizations. */
  private static final Pattern ORGANIZATION = Pattern.compile("o-[a-z0-9]{10,32}");

  private static final Pattern KEY =
      Pattern.compile("arn:[a-z0-9-]+:kms:[a-z0-9-]+:\\d{12}:key/[a-zA-Z0-9-]+");

  private static final Pattern BUCKET_ARN =
      Pattern.compile("arn:[a-z0-9-]+:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:[a-z0-9-]+:iam::\\d{12}:role/[a-zA-Z0-9_+=,.@/-]+");

  /** AWS, "DefaultRetention" of the API of S3: 100 years. */
  private static final int MAX_LOCK_DAYS = 36_500;

  /** AWS, "Tag naming limits and requirements": 50 tags, of which the table's name is one. */
  private static final int MAX_TAGS = 49;

  private static final int MAX_TAG_NAME = 128;
  private static final int MAX_TAG_VALUE = 256;
  private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}\\p{Zs}_.:/=+@-]*");

  /** AWS, "CreateBackupVault" of the API of AWS Backup. */
  private static final Pattern VAULT = Pattern.compile("[a-zA-Z0-9_-]{2,50}");

  /** AWS, "Lifecycle" of the API of AWS Backup: 100 years. */
  private static final int MAX_BACKUP_DAYS = 36_500;

  private static final int LAST_HOUR = 23;

  private AwsNamingRules() {}

  /**
   * Checks the names in a definition.
   *
   * @throws InvalidRequest if AWS would refuse one
   */
  static void check(StoreDefinition store) {
    if (store.name().isEmpty()) {
      throw new InvalidRequest("The store's name is empty; expected a name such as my-store");
    }
    checkTable(store.tableName());
    checkBucket(store.bucketName());
    if (!store.readPrincipals().isEmpty()) {
      checkRole(store.readRoleName());
      store.readPrincipals().forEach(AwsNamingRules::checkPrincipal);
    }
    store
        .readExternalId()
        .ifPresent(
            id ->
                check(
                    EXTERNAL_ID,
                    id,
                    "External id '%s' is not valid; expected 2 to 1224 letters, digits and any of _+=,.@:/-, such as books-2026"));
    store
        .readOrganization()
        .ifPresent(
            id ->
                check(
                    ORGANIZATION,
                    id,
                    "Organisation '%s' is not valid; expected an id such as o-a1b2c3d4e5"));
    store
        .permissionsBoundary()
        .ifPresent(
            arn ->
                check(
                    BOUNDARY,
                    arn,
                    "Permissions boundary '%s' is not valid; expected the ARN of a policy, such as arn:aws:iam::123456789012:policy/boundary"));
    store.kmsKeyArn().ifPresent(AwsNamingRules::checkKey);
    store.accessLogBucket().ifPresent(bucket -> checkLogs(store, bucket));
    store.objectLockDays().ifPresent(days -> checkLock(store, days));
    store.replication().ifPresent(replication -> checkReplication(store, replication));
    store.backupPlan().ifPresent(plan -> checkBackup(store, plan));
    checkTags(store.tags());
  }

  private static void check(Pattern pattern, String text, String message) {
    if (!pattern.matcher(text).matches()) {
      throw new InvalidRequest(message.formatted(text));
    }
  }

  private static void checkTable(String name) {
    if (!TABLE.matcher(name).matches()) {
      throw new InvalidRequest(
          "Table name '%s' is not valid; expected 3 to 255 letters, digits, '_', '-' and '.', such as my-store. Choose another name, or set table_name"
              .formatted(name));
    }
  }

  private static void checkBucket(String name) {
    if (!BUCKET.matcher(name).matches()
        || name.contains("..")
        || IP_ADDRESS.matcher(name).matches()) {
      throw new InvalidRequest(
          "Bucket name '%s' is not valid for a new bucket; expected 3 to 63 lower-case letters, digits, '-' and '.', such as my-store: no '_', no two dots in a row, a letter or digit at both ends, not an IP address. Choose another name, or set bucket_name"
              .formatted(name));
    }
    for (String prefix : RESERVED_PREFIXES) {
      if (name.startsWith(prefix)) {
        throw reserved(name, "begin with " + prefix);
      }
    }
    for (String suffix : RESERVED_SUFFIXES) {
      if (name.endsWith(suffix)) {
        throw reserved(name, "end with " + suffix);
      }
    }
  }

  private static InvalidRequest reserved(String name, String rule) {
    return new InvalidRequest(
        "Bucket name '%s' is reserved for AWS, as are all that %s. Choose another name, or set bucket_name"
            .formatted(name, rule));
  }

  private static void checkRole(String name) {
    if (!ROLE.matcher(name).matches() || name.length() > MAX_ROLE_NAME) {
      throw new InvalidRequest(
          "Role name '%s' is not valid; expected at most %s letters, digits and any of _+=,.@-, so at most %s for the store's name. Choose another name, or leave read_principals empty"
              .formatted(name, MAX_ROLE_NAME, MAX_ROLE_NAME - ROLE_SUFFIX.length()));
    }
  }

  private static void checkPrincipal(String principal) {
    if (!PRINCIPAL.matcher(principal).matches()) {
      throw new InvalidRequest(
          "Principal '%s' is not valid; expected the 12 digits of one AWS account, or the ARN of one account, user or role, such as arn:aws:iam::123456789012:root; name several one by one"
              .formatted(principal));
    }
  }

  private static void checkKey(String arn) {
    if (!KEY.matcher(arn).matches()) {
      throw new InvalidRequest(
          "KMS key '%s' is not valid; expected an ARN such as arn:aws:kms:REGION:ACCOUNT:key/ID (policies can't name a key by its alias)"
              .formatted(arn));
    }
  }

  private static void checkLogs(StoreDefinition store, String bucket) {
    if (!BUCKET.matcher(bucket).matches() || bucket.equals(store.bucketName())) {
      throw new InvalidRequest(
          "Bucket '%s' can't receive access logs; expected the name of another bucket than the store's, such as my-logs"
              .formatted(bucket));
    }
  }

  private static void checkLock(StoreDefinition store, int days) {
    if (days < 1 || days > MAX_LOCK_DAYS) {
      throw new InvalidRequest(
          "Object Lock for %s days is not valid; expected a number from 1 to %s"
              .formatted(days, MAX_LOCK_DAYS));
    }
    if (!store.bucketVersioning()) {
      throw new InvalidRequest(
          "Object Lock needs versioning of the bucket; leave one of the two out");
    }
  }

  private static void checkReplication(StoreDefinition store, Replication replication) {
    check(
        BUCKET_ARN,
        replication.bucketArn(),
        "Bucket '%s' can't receive copies; expected the ARN of a bucket, such as arn:aws:s3:::my-copies");
    check(
        ROLE_ARN,
        replication.roleArn(),
        "Role '%s' can't copy objects; expected the ARN of a role, such as arn:aws:iam::123456789012:role/copies");
    if (replication.bucketArn().endsWith(":::" + store.bucketName())) {
      throw new InvalidRequest("Objects can't be copied to the store's own bucket; name another");
    }
    if (!store.bucketVersioning()) {
      throw new InvalidRequest(
          "Replication needs versioning of the bucket; leave one of the two out");
    }
    if (store.kmsKeyArn().isPresent()) {
      throw new InvalidRequest(
          "Replication of objects that a KMS key encrypts takes a key of the other bucket too; set it up beside vhs");
    }
  }

  private static void checkBackup(StoreDefinition store, BackupPlan plan) {
    check(
        VAULT,
        store.name() + BackupPlan.VAULT_SUFFIX,
        "Backup vault name '%s' is not valid; expected at most 50 letters, digits, '_' and '-'. Choose another name for the store, or leave the backup plan out");
    if (plan.days() < 1 || plan.days() > MAX_BACKUP_DAYS) {
      throw new InvalidRequest(
          "Keeping backups for %s days is not valid; expected a number from 1 to %s"
              .formatted(plan.days(), MAX_BACKUP_DAYS));
    }
    if (plan.hour() < 0 || plan.hour() > LAST_HOUR) {
      throw new InvalidRequest(
          "Hour %s of a backup is not valid; expected a number from 0 to %s, in UTC"
              .formatted(plan.hour(), LAST_HOUR));
    }
    if (plan.hasBucket() && !store.bucketVersioning()) {
      throw new InvalidRequest(
          "A backup of the bucket needs versioning of the bucket; leave one of the two out");
    }
  }

  private static void checkTags(Map<String, String> tags) {
    if (tags.size() > MAX_TAGS) {
      throw new InvalidRequest(
          "%s tags are too many; expected at most %s".formatted(tags.size(), MAX_TAGS));
    }
    tags.forEach(
        (name, value) -> {
          if (name.isEmpty()
              || name.length() > MAX_TAG_NAME
              || value.length() > MAX_TAG_VALUE
              || name.startsWith("aws:")
              || !TAG.matcher(name).matches()
              || !TAG.matcher(value).matches()) {
            throw new InvalidRequest(
                "Tag '%s=%s' is not valid; expected a name of 1 to %s characters that doesn't begin with aws:, and a value of at most %s, both of letters, digits, blanks and any of _.:/=+@-"
                    .formatted(name, value, MAX_TAG_NAME, MAX_TAG_VALUE));
          }
        });
  }
}
