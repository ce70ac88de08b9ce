package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.provision.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/** The examination of a store on a server that has all of AWS's settings. */
class DoctorIT {
  private final StoreClients clients = Moto.clients();
  private final Provisioner provisioner = Provisioner.of(clients);
  private final StoreDefinition store =
      StoreDefinition.builder("doctor-" + UUID.randomUUID().toString().substring(0, 8)).build();
  private final List<Finding> found = new ArrayList<>();

  @BeforeEach
  void setCredentials() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  @AfterEach
  void close() {
    clients.close();
  }

  private void examine() {
    found.clear();
    Doctor.examine(uri(), builder -> builder, found::add);
  }

  private String uri() {
    String endpoint = Moto.endpoint().toString().replace(":", "%3A").replace("/", "%2F");
    return "aws:%s/%s?region=%s&path-style=true&endpoint-dynamodb=%s&endpoint-s3=%s"
        .formatted(store.tableName(), store.bucketName(), Moto.REGION.id(), endpoint, endpoint);
  }

  /**
   * Creates a store and writes to it before requests without TLS are denied: the test's requests
   * have no TLS.
   */
  private void create(Variant variant) {
    StoreDefinition definition = store.toBuilder().variant(variant).build();
    provisioner.create(definition, false, change -> {});
    clients.s3().deleteBucketPolicy(request -> request.bucket(store.bucketName()));
    try (Vhs vhs = Vhs.open(uri())) {
      vhs.store(Codec.text()).init("b1", "Emma");
    }
    provisioner.create(definition, true, change -> {});
  }

  private Finding finding(String check) {
    return found.stream().filter(one -> one.check().equals(check)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void aNewStoreIsInOrder(Variant variant) {
    create(variant);
    // The server applies the bucket's policy to writes, as AWS does to all.
    clients.s3().deleteBucketPolicy(request -> request.bucket(store.bucketName()));
    examine();
    assertThat(found).extracting(Finding::severity).doesNotContain(Severity.ERROR);
    assertThat(found)
        .filteredOn(one -> one.severity() != Severity.OK)
        .extracting(Finding::check)
        .containsExactlyInAnyOrder(
            "bucket.tlsOnly", "permissions.write", "permissions.maintain", "lastGc");
    assertThat(finding("permissions.write").severity()).isEqualTo(Severity.UNKNOWN);
    assertThat(finding("permissions.write").detail())
        .contains("s3:DeleteObject")
        .contains("delete marker");
    assertThat(finding("identity").detail()).contains(variant.text());
    assertThat(finding("table.replicas").severity()).isEqualTo(Severity.OK);
    assertThat(clients.dynamoDb().scan(request -> request.tableName(store.tableName())).count())
        .as("the store row and one value, and nothing of the probes")
        .isEqualTo(2);
    assertThat(
            clients
                .s3()
                .listObjectVersions(request -> request.bucket(store.bucketName()))
                .versions())
        .extracting(version -> version.key())
        .containsExactly(".vhs/store.json");
  }

  /** The server applies the bucket's policy to writes alone. */
  @Test
  void plainHttpToABucketThatDeniesItIsNamed() {
    create(Variant.MULTI);
    examine();
    assertThat(finding("bucket.tlsOnly").severity()).isEqualTo(Severity.OK);
    assertThat(finding("bucket.endpoint").severity()).isEqualTo(Severity.ERROR);
    assertThat(finding("bucket.endpoint").fix()).contains("https:");
    assertThat(finding("permissions.write").detail())
        .contains("s3:PutObject (refused: the bucket's policy denies requests without TLS");
    assertThat(found).noneMatch(one -> one.detail().contains("these credentials lack"));
  }

  @Test
  void softeningIsAWarningWithItsFix() {
    create(Variant.MULTI);
    provisioner.create(store.toBuilder().pointInTimeRecovery(false).build(), true, change -> {});
    examine();
    Finding recovery = finding("table.pointInTimeRecovery");
    assertThat(recovery.severity()).isEqualTo(Severity.WARNING);
    assertThat(recovery.detail()).isEqualTo("off; expected on");
    assertThat(recovery.fix()).contains("vhs provision " + store.tableName() + " --apply");
    found.clear();
    Doctor.examine(uri(), builder -> builder.pointInTimeRecovery(false), found::add);
    assertThat(finding("table.pointInTimeRecovery").severity()).isEqualTo(Severity.OK);
  }

  @Test
  void ttlAndRulesThatDeleteAreErrors() {
    create(Variant.MULTI);
    clients.s3().deleteBucketPolicy(request -> request.bucket(store.bucketName()));
    clients
        .dynamoDb()
        .updateTimeToLive(
            request ->
                request
                    .tableName(store.tableName())
                    .timeToLiveSpecification(ttl -> ttl.attributeName("expires").enabled(true)));
    LifecycleRule deletes =
        LifecycleRule.builder()
            .id("cleanup")
            .status(ExpirationStatus.ENABLED)
            .filter(filter -> filter.prefix("x/"))
            .expiration(expiration -> expiration.days(90))
            .build();
    clients
        .s3()
        .putBucketLifecycleConfiguration(
            request ->
                request
                    .bucket(store.bucketName())
                    .lifecycleConfiguration(lifecycle -> lifecycle.rules(deletes)));
    examine();
    assertThat(finding("table.timeToLive").severity()).isEqualTo(Severity.ERROR);
    assertThat(finding("table.timeToLive").fix()).contains("update-time-to-live");
    assertThat(finding("bucket.lifecycle").severity()).isEqualTo(Severity.ERROR);
    assertThat(finding("bucket.lifecycle").detail()).contains("'cleanup' deletes");
    assertThat(finding("identity").severity()).isEqualTo(Severity.ERROR);
    assertThat(finding("bucket.staleUploads").severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void aStoreOfTwoHalvesThatDontBelongTogetherIsAnError() {
    create(Variant.MULTI);
    clients.s3().deleteBucketPolicy(request -> request.bucket(store.bucketName()));
    clients.s3().deleteObject(request -> request.bucket(store.bucketName()).key(".vhs/store.json"));
    examine();
    assertThat(finding("identity").severity()).isEqualTo(Severity.ERROR);
    assertThat(finding("identity").detail()).contains("no store object");
  }

  @Test
  void whatIsMissingIsAnError() {
    examine();
    assertThat(finding("table").severity()).isEqualTo(Severity.ERROR);
    assertThat(finding("bucket").severity()).isEqualTo(Severity.ERROR);
    clients
        .dynamoDb()
        .createTable(
            request ->
                request
                    .tableName(store.tableName())
                    .billingMode("PAY_PER_REQUEST")
                    .attributeDefinitions(
                        AttributeDefinition.builder()
                            .attributeName("key")
                            .attributeType("S")
                            .build())
                    .keySchema(
                        KeySchemaElement.builder().attributeName("key").keyType("HASH").build()));
    examine();
    assertThat(finding("table.keys").severity()).isEqualTo(Severity.ERROR);
  }
}
