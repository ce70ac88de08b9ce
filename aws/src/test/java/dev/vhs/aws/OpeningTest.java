package dev.vhs.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.Vhs;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.spi.Backend;
import dev.vhs.testkit.emulators.EmulatedStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** How {@code docs/operate/aws.md} opens a store. */
class OpeningTest {
  @Test
  void byUriOrWithOnesOwnClients() {
    try (EmulatedStore emulated = EmulatedStore.create(Variant.MULTI);
        DynamoDbClient dynamoDb = EmulatedAws.dynamoDb();
        S3Client s3 = EmulatedAws.s3()) {
      assertThat(byUri(emulated.uri()).version()).isZero();
      assertThat(withClients(emulated.name(), emulated.name(), dynamoDb, s3).version())
          .isEqualTo(1);
      assertThat(dynamoDb.listTables().tableNames()).contains(emulated.name());
    }
  }

  private static VersionInfo byUri(String uri) {
    // snippet aws-uri
    try (Vhs vhs = Vhs.open(uri)) { // such as "aws:pointers/values/books"
      return vhs.store(Codec.text()).putLatest("b1", "Emma");
    }
    // end
  }

  private static VersionInfo withClients(
      String table, String bucket, DynamoDbClient dynamoDb, S3Client s3) {
    // snippet aws-clients
    Backend backend =
        AwsBackend.builder(table, bucket)
            .dynamoDb(dynamoDb) // a client that is given is never closed
            .s3(s3)
            .open();
    try (Vhs vhs = Vhs.builder(backend).callTimeout(Duration.ofSeconds(5)).open()) {
      return vhs.store(Codec.text()).putLatest("b1", "Emma");
    }
    // end
  }
}
