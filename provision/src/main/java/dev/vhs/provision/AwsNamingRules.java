package dev.vhs.provision;

import dev.vhs.InvalidRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What AWS takes as names of what is new; existing stores may have older ones. */
final class AwsNamingRules {
  /** What the role's name has after the store's. */
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

  private static final Pattern PRINCIPAL =
      Pattern.compile("\\d{12}|arn:[a-z0-9-]+:(iam|sts)::\\d{12}:\\S+");

  private static final Pattern KEY =
      Pattern.compile("arn:[a-z0-9-]+:kms:[a-z0-9-]+:\\d{12}:key/[a-zA-Z0-9-]+");

  /** AWS, "Tag naming limits and requirements"; S3 takes 50 tags, one of the table's is ours. */
  private static final int MAX_TAGS = 49;

  private static final int MAX_TAG_NAME = 128;
  private static final int MAX_TAG_VALUE = 256;
  private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}\\p{Zs}_.:/=+@-]*");

  private AwsNamingRules() {}

  static void check(StoreDefinition store) {
    if (store.name().isEmpty()) {
      throw new InvalidRequest("A store needs a name");
    }
    checkTable(store.tableName());
    checkBucket(store.bucketName());
    if (!store.readPrincipals().isEmpty()) {
      checkRole(store.readRoleName());
      store.readPrincipals().forEach(AwsNamingRules::checkPrincipal);
    }
    store.kmsKeyArn().ifPresent(AwsNamingRules::checkKey);
    checkTags(store.tags());
  }

  private static void checkTable(String name) {
    if (!TABLE.matcher(name).matches()) {
      throw new InvalidRequest(
          "Table name '%s' is not one that DynamoDB takes: 3 to 255 letters, digits, '_', '-' and '.'. Choose another name, or set table_name"
              .formatted(name));
    }
  }

  private static void checkBucket(String name) {
    if (!BUCKET.matcher(name).matches()
        || name.contains("..")
        || IP_ADDRESS.matcher(name).matches()) {
      throw new InvalidRequest(
          "Bucket name '%s' is not one that S3 takes for a new bucket: 3 to 63 lower-case letters, digits, '-' and '.', no '_', no two dots in a row, a letter or digit at both ends, no IP address. Choose another name, or set bucket_name"
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
        "Bucket name '%s' is reserved: those that %s are AWS's. Choose another name, or set bucket_name"
            .formatted(name, rule));
  }

  private static void checkRole(String name) {
    if (!ROLE.matcher(name).matches() || name.length() > MAX_ROLE_NAME) {
      throw new InvalidRequest(
          "Role name '%s' is not one that IAM takes: letters, digits and any of _+=,.@- and at most %d of them, so %d for the store's name. Choose another name, or leave read_principals empty"
              .formatted(name, MAX_ROLE_NAME, MAX_ROLE_NAME - ROLE_SUFFIX.length()));
    }
  }

  private static void checkPrincipal(String principal) {
    if (!PRINCIPAL.matcher(principal).matches()) {
      throw new InvalidRequest(
          "'%s' can't assume a role: give an AWS account's 12 digits, or the ARN of an account, user or role"
              .formatted(principal));
    }
  }

  private static void checkKey(String arn) {
    if (!KEY.matcher(arn).matches()) {
      throw new InvalidRequest(
          "'%s' is no ARN of a KMS key, as arn:aws:kms:REGION:ACCOUNT:key/ID; policies can't name a key by its alias"
              .formatted(arn));
    }
  }

  private static void checkTags(Map<String, String> tags) {
    if (tags.size() > MAX_TAGS) {
      throw new InvalidRequest("%d tags are too many: %d at most".formatted(tags.size(), MAX_TAGS));
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
                "Tag '%s=%s' is not one that AWS takes: a name of 1 to %d characters that doesn't begin with aws:, a value of at most %d, of letters, digits, blanks and any of _.:/=+@-"
                    .formatted(name, value, MAX_TAG_NAME, MAX_TAG_VALUE));
          }
        });
  }
}
