package dev.vhs.provision;

import dev.vhs.InvalidRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;

/**
 * The names that policies give the resources of one store.
 *
 * @param table the table's ARN
 * @param bucket the bucket's
 * @param role the assumable read role's, whether there is one or not
 */
public record StoreArns(String table, String bucket, String role) implements Arns {
  private static final Pattern TABLE =
      Pattern.compile("arn:([a-z0-9-]+):dynamodb:([a-z0-9-]+):(\\d{12}):table/([a-zA-Z0-9_.-]+)");

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  /**
   * Those of a store whose table is there; its ARN names partition, region and account.
   *
   * @throws InvalidRequest if it is no ARN of a table
   */
  public static StoreArns of(StoreDefinition store, String tableArn) {
    Matcher arn = TABLE.matcher(tableArn);
    if (!arn.matches()) {
      throw new InvalidRequest("'%s' is no ARN of a DynamoDB table".formatted(tableArn));
    }
    return of(store, tableArn, arn.group(1), arn.group(3));
  }

  /**
   * Those of a store that need not be there yet.
   *
   * @param account the AWS account's number, of 12 digits
   * @throws InvalidRequest if it is none
   */
  public static StoreArns of(StoreDefinition store, Region region, String account) {
    if (!ACCOUNT.matcher(account).matches()) {
      throw new InvalidRequest("'%s' is no AWS account: it has 12 digits".formatted(account));
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
