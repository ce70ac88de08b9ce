package dev.vhs.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.InvalidRequest;
import dev.vhs.Location;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.aws.s3.FaultyS3;
import dev.vhs.spi.Backend;
import dev.vhs.spi.RequestContext;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import dev.vhs.testkit.emulators.FaultyEndpoint;
import dev.vhs.testkit.emulators.S3Emulator;
import dev.vhs.testkit.emulators.WireAnswer;
import dev.vhs.testkit.emulators.WireFault;
import dev.vhs.testkit.emulators.WireScript;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class AwsBackendTest {
  /** An endpoint where nobody listens. */
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

  private final DynamoDbClient dynamoDb = EmulatedAws.dynamoDb();
  private final S3Client s3 = EmulatedAws.s3();
  private final String table = EmulatedAws.freshName();
  private String bucket;

  @BeforeEach
  void make() {
    bucket = EmulatedAws.createBucket(s3);
  }

  @AfterEach
  void close() {
    EmulatedAws.deleteBucket(s3, bucket);
    s3.close();
    dynamoDb.close();
  }

  @ParameterizedTest
  @EnumSource
  void aStoreIsKeptByClientsThatAreMade(Variant variant) {
    EmulatedAws.createTable(dynamoDb, table, variant);
    Backend backend = made().prefix("some/prefix").open();
    assertThat(backend.name()).isEqualTo("aws:" + table + "/" + bucket + "/some/prefix");
    try (Vhs vhs = Vhs.builder(backend).open()) {
      assertThat(vhs.variant()).isEqualTo(variant);
      VersionedStore<byte[]> store = vhs.store(Codec.bytes());
      store.init("small", new byte[10]);
      store.init("large", new byte[100_000]);
      store.putLatest("large", new byte[100_001]);
      assertThat(store.getLatest("small").value()).hasSize(10);
      assertThat(store.getLatest("large").value()).hasSize(100_001);
    }
    assertThat(keys()).allMatch(key -> key.startsWith("some/prefix/"));
    assertThatThrownBy(
            () -> backend.objects().stat(new Location(bucket, "a"), RequestContext.unlimited()))
        .as("closed with the store")
        .isInstanceOf(IllegalStateException.class);
  }

  private AwsBackend.Builder made() {
    return AwsBackend.builder(table, bucket)
        .region(EmulatedAws.REGION)
        .credentials(EmulatedAws.CREDENTIALS)
        .endpointDynamoDb(DynamoDbEmulator.endpoint())
        .endpointS3(S3Emulator.endpoint())
        .pathStyle(true);
  }

  private Set<String> keys() {
    return s3.listObjectsV2(list -> list.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .collect(Collectors.toSet());
  }

  @Test
  void givenClientsStayOpen() {
    EmulatedAws.createTable(dynamoDb, table, Variant.MULTI);
    for (int round = 0; round < 2; round++) {
      Backend backend = AwsBackend.builder(table, bucket).dynamoDb(dynamoDb).s3(s3).open();
      try (Vhs vhs = Vhs.builder(backend).open()) {
        vhs.store(Codec.bytes()).putLatest("id", new byte[100_000]);
      }
    }
    assertThat(keys()).hasSize(3);
  }

  @Test
  void plainerServersAreSpokenToWithoutChunksAndChecksums() {
    EmulatedAws.createTable(dynamoDb, table, Variant.MULTI);
    Backend backend = made().chunkedEncoding(false).checksums(false).maxConcurrency(1).open();
    try (Vhs vhs = Vhs.builder(backend).open()) {
      byte[] value = FaultyS3.random(20_000_000);
      vhs.store(Codec.bytes()).init("id", value);
      assertThat(vhs.store(Codec.bytes()).getLatest("id").value()).isEqualTo(value);
    }
  }

  /** Calls that need no service send nothing, and reads of inline values don't need S3. */
  @Test
  void openingSendsNothing() {
    EmulatedAws.createTable(dynamoDb, table, Variant.MULTI);
    try (Vhs vhs = Vhs.builder(made().open()).open()) {
      vhs.store(Codec.text()).init("id", "inline");
    }
    assertThatCode(() -> made().endpointDynamoDb(NOWHERE).endpointS3(NOWHERE).open().close())
        .doesNotThrowAnyException();
    try (Vhs vhs = Vhs.builder(made().endpointS3(NOWHERE).open()).open()) {
      assertThat(vhs.store(Codec.text()).getLatest("id").value()).isEqualTo("inline");
      assertThatThrownBy(() -> vhs.store(Codec.bytes()).init("large", new byte[100_000]))
          .isInstanceOf(StoreUnavailable.class);
    }
  }

  @Test
  void aRegionIsNotNeededWhereAnEndpointIsGiven() {
    AwsBackend.Builder builder =
        AwsBackend.builder(table, bucket)
            .credentials(EmulatedAws.CREDENTIALS)
            .endpointDynamoDb(DynamoDbEmulator.endpoint())
            .endpointS3(S3Emulator.endpoint());
    assertThatCode(() -> builder.open().close()).doesNotThrowAnyException();
  }

  @Test
  void aMissingBucketIsNamedWhenTheStoreIsCreated() {
    EmulatedAws.createTable(dynamoDb, table, Variant.MULTI);
    Backend backend =
        AwsBackend.builder(table, "vhs-nobody-made-it").dynamoDb(dynamoDb).s3(s3).open();
    try (Vhs vhs = Vhs.builder(backend).open()) {
      assertThatThrownBy(vhs::create)
          .isInstanceOf(StoreMismatch.class)
          .hasMessageContaining("Bucket 'vhs-nobody-made-it' does not exist");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a b", "a/b", "ü", "arn:aws:s3:::b", "b--x-s3"})
  void aNameThatNoBucketHasIsRefused(String name) {
    assertThatThrownBy(() -> AwsBackend.open("table", name))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("'" + name + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "a b", "a/b", "arn:aws:dynamodb:us-east-1:1:table/t"})
  void aNameThatNoTableHasIsRefused(String name) {
    assertThatThrownBy(() -> AwsBackend.open(name, "bucket"))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("'" + name + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a", "a/", "a//b", ".", "a/../b", "a\nb"})
  void aPrefixThatBeginsNoKeysIsRefused(String prefix) {
    assertThatThrownBy(() -> AwsBackend.builder("table", "bucket").prefix(prefix).open())
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("Prefix");
  }

  /** Opens stores in buckets as they could be named in us-east-1 until 2018. */
  @ParameterizedTest
  @ValueSource(strings = {"org-vhsmulti_version_store", "Old.Bucket_"})
  void aBucketWithAnOldNameIsUsedByItsPath(String name) {
    String own = name + UUID.randomUUID();
    WireScript script = new WireScript();
    script.always(request -> true, WireFault.refuse(WireAnswer.s3Error(404, "NoSuchBucket")));
    try (FaultyEndpoint endpoint = FaultyEndpoint.before(S3Emulator.endpoint(), script);
        Backend backend =
            AwsBackend.builder(table, own)
                .dynamoDb(dynamoDb)
                .region(EmulatedAws.REGION)
                .credentials(EmulatedAws.CREDENTIALS)
                .endpointS3(URI.create("http://localhost:" + endpoint.uri().getPort()))
                .open()) {
      assertThatThrownBy(() -> backend.objects().list("", "", 1, RequestContext.unlimited()))
          .isInstanceOf(StoreMismatch.class)
          .hasMessageContaining("Bucket '" + own + "' does not exist");
      assertThat(endpoint.log().entries())
          .extracting(entry -> entry.request().target())
          .singleElement()
          .asString()
          .startsWith("/" + own);
    }
  }

  @Test
  void atLeastOneRequestAtATimeIsNeeded() {
    assertThatThrownBy(() -> made().maxConcurrency(0).open()).isInstanceOf(InvalidRequest.class);
  }
}
