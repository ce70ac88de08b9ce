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
 * Clients of the services that a store is made in.
 *
 * @param dynamoDb for the table
 * @param s3 for the bucket
 * @param iam for the readers' role
 */
public record StoreClients(DynamoDbClient dynamoDb, S3Client s3, IamClient iam)
    implements AutoCloseable {
  /**
   * Clients by the SDK's usual ways: credentials by its chain, endpoints from {@code
   * AWS_ENDPOINT_URL_…}.
   *
   * @param region null for the SDK's chain
   * @throws InvalidRequest if no region is configured
   */
  public static StoreClients of(@Nullable Region region) {
    try {
      return new StoreClients(
          in(region, DynamoDbClient.builder()).build(),
          in(region, S3Client.builder()).build(),
          IamClient.builder().region(Region.AWS_GLOBAL).build());
    } catch (SdkClientException e) {
      throw new InvalidRequest(
          "No AWS client can be made: %s. Set AWS_REGION, or give --region"
              .formatted(e.getMessage()));
    }
  }

  private static <B extends AwsClientBuilder<B, C>, C> B in(@Nullable Region region, B builder) {
    return region == null ? builder : builder.region(region);
  }

  /** The region of table and bucket. */
  public Region region() {
    return dynamoDb.serviceClientConfiguration().region();
  }

  @Override
  public void close() {
    try (dynamoDb;
        s3;
        iam) {
      // Closing them in reverse order is all there is to do.
      return;
    }
  }
}
