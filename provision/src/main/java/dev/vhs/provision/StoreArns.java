package dev.vhs.provision;

import dev.vhs.InvalidRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;

/**
 * The ARNs of the resources of one store, by which policies name them.
 *
 * @param table the table's ARN
 * @param bucket the bucket's ARN
 * @param role the ARN of the assumable read role, even if there is no role
 */
public record StoreArns(String table, String bucket, String role) implements Arns {
  private static final Pattern TABLE =
      Pattern.compile("arn:([a-z0-9-]+):dynamodb:([a-z0-9-]+):(\\d{12}):table/([a-zA-Z0-9_.-]+)");

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  /**
   * Returns the ARNs of a store whose table exists; the table's ARN names partition, region and
   * account.
   *
   * @throws InvalidRequest if it is not the ARN of the store's table
   */
  public static StoreArns of(StoreDefinition store, String tableArn) {
    Matcher arn = TABLE.matcher(tableArn);
    if (!arn.matches() || !arn.group(4).equals(store.tableName())) {
      throw new InvalidRequest(
          "Table ARN '%s' is not valid; expected one such as arn:aws:dynamodb:us-east-1:123456789012:table/%s"
              .formatted(tableArn, store.tableName()));
    }
    return of(store, tableArn, arn.group(1), arn.group(3));
  }

  /**
   * Returns the ARNs of a store that need not exist yet.
   *
   * @param account the number of the AWS account, of 12 digits
   * @throws InvalidRequest if the number is not valid
   */
  public static StoreArns of(StoreDefinition store, Region region, String account) {
    if (!ACCOUNT.matcher(account).matches()) {
      throw new InvalidRequest(
          "AWS account '%s' is not valid; expected 12 digits, such as 123456789012"
              .formatted(account));
    }
    String partition = region.metadata().partition().id();
    String table =
        "arn:%s:dynamodb:%s:%s:table/%s"
            .formatted(partition, region.id(), account, store.tableName());
    return of(store, table, partition, account);
  }

  private static StoreArns of(
      StoreDefinition store, String table, String partition, String account) {
    return new StoreArns(
        table,
        "arn:%s:s3:::%s".formatted(partition, store.bucketName()),
        "arn:%s:iam::%s:role/%s".formatted(partition, account, store.readRoleName()));
  }

  @Override
  public String objects(String keys) {
    return bucket + "/" + keys;
  }
}
