package dev.vhs.provision;

import dev.vhs.InvalidRequest;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The clients of the services that hold a store.
 *
 * @param dynamoDb the client for the table
 * @param s3 the client for the bucket
 * @param iam the client for the readers' role
 */
public record StoreClients(DynamoDbClient dynamoDb, S3Client s3, IamClient iam)
    implements AutoCloseable {
  /**
   * Makes clients by the SDK's usual ways: credentials by its chain of providers, endpoints from
   * {@code AWS_ENDPOINT_URL_…}.
   *
   * @param region the region of table and bucket; null for the SDK's chain
   * @throws InvalidRequest if no region is configured
   */
  public static StoreClients of(@Nullable Region region) {
    try {
      return new StoreClients(
          in(region, DynamoDbClient.builder()).build(),
          in(region, S3Client.builder()).build(),
          IamClient.builder().region(Region.AWS_GLOBAL).build());
    } catch (SdkClientException e) {
      String message = String.valueOf(e.getMessage());
      // The SDK's own message names the classes that it asked.
      throw new InvalidRequest(
          message.startsWith("Unable to load region")
              ? "No AWS region is set. Set AWS_REGION or --region to a name such as us-east-1"
              : "An AWS client can't be made: " + message);
    }
  }

  private static <B extends AwsClientBuilder<B, C>, C> B in(@Nullable Region region, B builder) {
    return region == null ? builder : builder.region(region);
  }

  /** Returns the region of table and bucket. */
  public Region region() {
    return dynamoDb.serviceClientConfiguration().region();
  }

  @Override
  public void close() {
    try (dynamoDb;
        s3;
        iam) {
      // They are closed on the way out, in reverse order.
      return;
    }
  }
}
