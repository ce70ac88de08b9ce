package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import dev.vhs.testkit.emulators.EmulatedStore;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The belief in what a server says of a store. */
class SiteTest {
  /** The emulator says that every table is in a region of its own. */
  @Test
  void policiesAreForNoRegionThatAServerChose() {
    try (EmulatedStore emulated = EmulatedStore.create(Variant.MULTI);
        DynamoDbClient dynamoDb =
            DynamoDbClient.builder()
                .endpointOverride(DynamoDbEmulator.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
        S3Client s3 =
            S3Client.builder()
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
        IamClient iam =
            IamClient.builder()
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build()) {
      StoreDefinition store = StoreDefinition.builder(emulated.name()).build();
      Provisioner provisioner = Provisioner.of(new StoreClients(dynamoDb, s3, iam));
      assertThatThrownBy(() -> provisioner.arns(store))
          .isInstanceOf(StoreMismatch.class)
          .hasMessageStartingWith("The server says that table '" + store.tableName() + "' is arn:")
          .hasMessageContaining("the region eu-west-1 that was asked");
    }
  }
}
