package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.SweepOptions;
import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.aws.AwsBackendProvider;
import dev.vhs.provision.Finding.Severity;
import dev.vhs.spi.StoreUri;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import dev.vhs.testkit.emulators.EmulatedStore;
import dev.vhs.testkit.emulators.FaultyEndpoint;
import dev.vhs.testkit.emulators.S3Emulator;
import dev.vhs.testkit.emulators.WireAnswer;
import dev.vhs.testkit.emulators.WireFault;
import dev.vhs.testkit.emulators.WireScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The examination of stores of other backends, and on servers that lack parts of AWS. */
class DoctorTest {
  private final List<Finding> found = new ArrayList<>();

  private void examine(String uri) {
    found.clear();
    Doctor.examine(uri, builder -> builder, found::add);
  }

  private Finding finding(String check) {
    return found.stream().filter(one -> one.check().equals(check)).findFirst().orElseThrow();
  }

  @Test
  void aStoreInMemoryHasAnIdentityAlone() {
    String uri = "memory:" + UUID.randomUUID();
    examine(uri);
    assertThat(found).extracting(Finding::check).containsExactly("reach");
    assertThat(finding("reach").severity()).isEqualTo(Severity.INFO);
    try (Vhs vhs = Vhs.open(uri)) {
      vhs.store(Codec.text()).init("b1", "Emma");
      examine(uri);
      assertThat(finding("lastGc").severity()).as("never swept").isEqualTo(Severity.INFO);
      vhs.maintenance().gc(SweepOptions.DEFAULT);
      examine(uri);
    }
    assertThat(found).extracting(Finding::severity).containsOnly(Severity.OK);
    assertThat(found)
        .extracting(Finding::check)
        .containsExactly("reach", "identity", "pointers", "lastGc");
  }

  @Test
  void aPointerOutOfTheStoreIsNamed() {
    try (EmulatedStore store = EmulatedStore.create(Variant.MULTI)) {
      try (Vhs vhs = Vhs.open(store.uri());
          DynamoDbClient client =
              AwsBackendProvider.builder(StoreUri.parse(store.uri())).newDynamoDb()) {
        vhs.store(Codec.text()).init("b1", "Emma");
        AttributeValue payload =
            AttributeValue.fromM(
                Map.of(
                    "bucket", AttributeValue.fromS("of-others"),
                    "key", AttributeValue.fromS("secret")));
        Map<String, AttributeValue> item =
            Map.of(
                "id",
                AttributeValue.fromS("bait"),
                "version",
                AttributeValue.fromN("3"),
                "payload",
                payload);
        client.putItem(put -> put.tableName(store.name()).item(item));
      }
      examine(store.uri());
      assertThat(finding("pointers").severity()).isEqualTo(Severity.WARNING);
      assertThat(finding("pointers").detail())
          .startsWith("version 3 of 'bait' points to of-others/secret, outside the store");
      examine(store.uri() + "&foreignPayloads=of-others");
      assertThat(finding("pointers").severity()).isEqualTo(Severity.INFO);
      assertThat(finding("pointers").detail()).contains("of-others");
    }
  }

  @Test
  void whatAServerDoesNotKnowIsUnknownAndNeverInOrder() {
    try (EmulatedStore store = EmulatedStore.create(Variant.MULTI)) {
      try (Vhs vhs = Vhs.open(store.uri())) {
        vhs.store(Codec.text()).init("b1", "Emma");
      }
      examine(store.uri());
      assertThat(finding("bucket.publicAccess").severity())
          .as("S3Mock knows no public-access block")
          .isEqualTo(Severity.UNKNOWN);
      assertThat(finding("table.keys").severity()).isEqualTo(Severity.OK);
      assertThat(finding("table.stream").severity()).isEqualTo(Severity.WARNING);
      assertThat(finding("permissions.read").severity()).isEqualTo(Severity.OK);
      assertThat(finding("permissions.write").severity()).isEqualTo(Severity.OK);
      assertThat(finding("identity").severity()).isEqualTo(Severity.OK);
    }
  }

  @Test
  void aPermissionThatIsDeniedIsNamed() {
    WireScript tables =
        new WireScript()
            .always("Scan", denied())
            .always("PutItem", denied())
            .always("DescribeTimeToLive", denied());
    WireScript buckets =
        new WireScript()
            .always(
                "AbortMultipartUpload", WireFault.refuse(WireAnswer.s3Error(403, "AccessDenied")));
    try (EmulatedStore store = EmulatedStore.create(Variant.MULTI);
        FaultyEndpoint dynamoDb = FaultyEndpoint.before(DynamoDbEmulator.endpoint(), tables);
        FaultyEndpoint s3 = FaultyEndpoint.before(S3Emulator.endpoint(), buckets)) {
      examine(store.uri(dynamoDb.uri(), s3.uri()));
      assertThat(finding("permissions.read").severity()).isEqualTo(Severity.ERROR);
      assertThat(finding("permissions.read").detail())
          .isEqualTo("these credentials lack dynamodb:Scan, or a policy denies it");
      assertThat(finding("permissions.write").detail())
          .isEqualTo(
              "these credentials lack dynamodb:PutItem, s3:AbortMultipartUpload, or a policy denies it");
      assertThat(finding("permissions.maintain").detail()).contains("dynamodb:DescribeTimeToLive");
      assertThat(finding("table.timeToLive").severity())
          .as("what may not be looked at is not in order")
          .isEqualTo(Severity.UNKNOWN);
    }
  }

  /** AWS denies every request, the reading of the policy too in the second case. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void requestsWithoutTlsLackNoPermission(boolean policyIsShown) {
    try (EmulatedStore store = EmulatedStore.create(Variant.MULTI)) {
      WireFault refused = WireFault.refuse(WireAnswer.s3Error(403, "AccessDenied"));
      String policy =
          Documents.compactJson(
              Documents.policy(
                  List.of(
                      BucketPolicy.tlsOnly(
                          "arn:aws:s3:::" + store.name(), "arn:aws:s3:::" + store.name() + "/*"))));
      WireScript buckets =
          new WireScript()
              .always(
                  request -> request.targets("?policy"),
                  policyIsShown
                      ? WireFault.refuse(new WireAnswer(200, "application/json", policy))
                      : refused)
              .always("HeadObject", refused)
              .always("GetObject", refused)
              .always("PutObject", refused);
      try (FaultyEndpoint s3 = FaultyEndpoint.before(S3Emulator.endpoint(), buckets)) {
        examine(store.uri(DynamoDbEmulator.endpoint(), s3.uri()));
      }
      assertThat(found).noneMatch(one -> one.detail().contains("these credentials lack s3:"));
      assertThat(finding("permissions.read").severity()).isEqualTo(Severity.UNKNOWN);
      assertThat(finding("permissions.read").detail())
          .contains("s3:GetObject (refused: ")
          .contains("requests without TLS");
      assertThat(found.stream().anyMatch(one -> one.check().equals("bucket.endpoint")))
          .isEqualTo(policyIsShown);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, InvalidAccessKeyId",
    "403, SignatureDoesNotMatch",
    "403, RequestTimeTooSkewed",
    "400, ExpiredToken",
    "400, Throttling"
  })
  void aRefusalThatSaysNothingOfPermissionsIsUnknown(int status, String code) {
    WireScript buckets =
        new WireScript()
            .always("AbortMultipartUpload", WireFault.refuse(WireAnswer.s3Error(status, code)));
    try (EmulatedStore store = EmulatedStore.create(Variant.MULTI);
        FaultyEndpoint s3 = FaultyEndpoint.before(S3Emulator.endpoint(), buckets)) {
      examine(store.uri(DynamoDbEmulator.endpoint(), s3.uri()));
      assertThat(finding("permissions.write").severity()).isEqualTo(Severity.UNKNOWN);
      assertThat(finding("permissions.write").detail())
          .startsWith("not known: s3:AbortMultipartUpload (");
    }
  }

  private static WireFault denied() {
    return WireFault.refuse(WireAnswer.dynamoDbError(400, "AccessDeniedException", "not allowed"));
  }
}
