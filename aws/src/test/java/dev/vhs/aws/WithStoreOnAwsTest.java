package dev.vhs.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.Source;
import dev.vhs.StreamStore;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import dev.vhs.testkit.emulators.EmulatedStore;
import dev.vhs.testkit.emulators.FaultyEndpoint;
import dev.vhs.testkit.emulators.S3Emulator;
import dev.vhs.testkit.emulators.WireFault;
import dev.vhs.testkit.emulators.WireLog;
import dev.vhs.testkit.emulators.WireScript;
import dev.vhs.testkit.junit.WithStore;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/**
 * The testkit's extension finds the {@code aws:} backend where this module is on the class path.
 */
@WithStore(backend = WithStore.Medium.AWS)
class WithStoreOnAwsTest {
  private static final Set<String> WRITES = Set.of("PutItem", "UpdateItem", "TransactWriteItems");

  private static String name;

  @AfterAll
  static void nothingIsLeft() {
    assertThat(name).isNotNull();
    try (DynamoDbClient client = EmulatedAws.dynamoDb()) {
      assertThatThrownBy(() -> client.describeTable(table -> table.tableName(name)))
          .isInstanceOf(ResourceNotFoundException.class);
    }
    try (S3Client client = EmulatedAws.s3()) {
      assertThatThrownBy(() -> client.listObjectsV2(list -> list.bucket(name)))
          .isInstanceOf(NoSuchBucketException.class);
    }
  }

  private static String nameOf(Vhs vhs) {
    return vhs.name().replaceAll("^aws:|[/?].*$", "");
  }

  @RepeatedTest(2)
  void everyTestHasAFreshTableAndBucket(VersionedStore<String> store, Vhs vhs) {
    assertThat(nameOf(vhs)).isNotEqualTo(name);
    name = nameOf(vhs);
    store.init("id", "value");
    store.update("id", value -> value + " and more");
    assertThat(store.get("id", 0).value()).isEqualTo("value");
    assertThat(store.getLatest("id").value()).isEqualTo("value and more");
  }

  @Test
  void largeValuesAreObjects(StreamStore streams, VersionedStore<byte[]> store, Vhs vhs) {
    name = nameOf(vhs);
    byte[] value = new byte[1 << 20];
    new Random(1).nextBytes(value);
    streams.init("a/b %2F ä", Source.of(value));
    assertThat(store.getLatest("a/b %2F ä").value()).isEqualTo(value);
  }

  @Test
  @WithStore(backend = WithStore.Medium.AWS, variant = Variant.SINGLE)
  void theVariantIsTheOneAskedFor(Vhs vhs) {
    name = nameOf(vhs);
    assertThat(vhs.create().variant()).isEqualTo(Variant.SINGLE);
  }

  @Test
  void aStoreMayBeLedThroughFaultyEndpoints(Vhs unharmed) {
    name = nameOf(unharmed);
    WireScript script = new WireScript();
    WireLog log = new WireLog();
    try (EmulatedStore emulated = EmulatedStore.create(Variant.MULTI);
        FaultyEndpoint dynamoDb = FaultyEndpoint.before(DynamoDbEmulator.endpoint(), script, log);
        FaultyEndpoint s3 = FaultyEndpoint.before(S3Emulator.endpoint(), script, log);
        Vhs vhs = Vhs.open(emulated.uri(dynamoDb.uri(), s3.uri()))) {
      VersionedStore<String> store = vhs.store(Codec.text());
      store.init("id", "value");
      log.clear();
      script.next(request -> WRITES.contains(request.operation()), WireFault.loseAnswer());
      assertThat(store.putLatest("id", "next").version()).isEqualTo(1);
      assertThat(script.isUsedUp()).isTrue();
      assertThat(log.operations()).filteredOn(WRITES::contains).hasSize(2);
      assertThat(store.getLatest("id").version()).as("written once").isEqualTo(1);
    }
  }
}
