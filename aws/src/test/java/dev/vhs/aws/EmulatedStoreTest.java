package dev.vhs.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Variant;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.testkit.emulators.EmulatedStore;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

class EmulatedStoreTest {
  private final DynamoDbClient dynamoDb = EmulatedAws.dynamoDb();
  private final S3Client s3 = EmulatedAws.s3();

  @AfterEach
  void close() {
    dynamoDb.close();
    s3.close();
  }

  @ParameterizedTest
  @EnumSource
  void itsTableIsOfTheVariant(Variant variant) {
    try (EmulatedStore store = EmulatedStore.create(variant)) {
      TableDescription table = dynamoDb.describeTable(t -> t.tableName(store.name())).table();
      assertThat(table.keySchema()).hasSize(variant == Variant.MULTI ? 2 : 1);
      assertThat(table.keySchema().get(0).attributeName()).isEqualTo("id");
    }
  }

  @Test
  void closingRemovesTableAndBucketWithAllThatIsInThem() {
    EmulatedStore store = EmulatedStore.create(Variant.MULTI);
    String bucket = store.name();
    for (String key : List.of("a/b", "a%2Fb", "a b+c", "ä&<>\"'")) {
      s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("value"));
      s3.createMultipartUpload(upload -> upload.bucket(bucket).key(key));
    }
    assertThat(s3.listObjectsV2(list -> list.bucket(bucket)).contents()).hasSize(4);
    store.close();
    assertThatThrownBy(() -> s3.listObjectsV2(list -> list.bucket(bucket)))
        .isInstanceOf(NoSuchBucketException.class);
    assertThatThrownBy(() -> dynamoDb.describeTable(t -> t.tableName(store.name())))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void itsUriMayLeadThroughOtherEndpoints() {
    try (EmulatedStore store = EmulatedStore.create(Variant.MULTI)) {
      assertThat(store.uri(URI.create("http://127.0.0.1:1"), URI.create("http://127.0.0.1:2")))
          .isEqualTo(
              "aws:%s/%s?region=us-east-1&path-style=true".formatted(store.name(), store.name())
                  + "&endpoint-dynamodb=http%3A%2F%2F127.0.0.1%3A1"
                  + "&endpoint-s3=http%3A%2F%2F127.0.0.1%3A2");
    }
  }
}
