package dev.vhs.aws;

import dev.vhs.Variant;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.spi.BackendProvider;
import dev.vhs.testkit.contract.BackendProviderContract;
import dev.vhs.testkit.emulators.EmulatedStore;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

class AwsProviderTest extends BackendProviderContract {
  private final EmulatedStore store = EmulatedStore.create(Variant.MULTI);
  private final String missing = EmulatedAws.freshName();

  @AfterEach
  void delete() {
    store.close();
  }

  @Override
  protected BackendProvider provider() {
    return new AwsBackendProvider();
  }

  @Override
  protected String uri() {
    return store.uri();
  }

  @Override
  protected String missingUri() {
    return store.uri().replace(store.name(), missing);
  }

  /** Returns the table and the bucket of a name, of those that this test could make. */
  @Override
  protected Set<String> held() {
    try (DynamoDbClient dynamoDb = EmulatedAws.dynamoDb();
        S3Client s3 = EmulatedAws.s3()) {
      Stream<String> tables =
          dynamoDb.listTablesPaginator().tableNames().stream().map(name -> "table " + name);
      Stream<String> buckets =
          s3.listBuckets().buckets().stream().map(bucket -> "bucket " + bucket.name());
      return Stream.concat(tables, buckets)
          .filter(name -> name.endsWith(missing))
          .collect(Collectors.toSet());
    }
  }
}
