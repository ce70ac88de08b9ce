package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import dev.vhs.provision.StoreWork.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;

/** The proof of all policies of a store at once, including the one of provisioning. */
@Isolated("its services are two days ahead, and the SDK corrects the clock of every client")
class PolicyMatrixIT {
  private static final String BOUNDARY = "arn:aws:iam::123456789012:policy/boundary";

  @ParameterizedTest
  @CsvSource({"MULTI,'','',true", "SINGLE," + PolicyProofTest.KEY + "," + BOUNDARY + ",false"})
  void eachPolicyIsExactlyWhatItsUserDoes(
      Variant variant, String key, String boundary, boolean options) {
    Moto.endpoint();
    try (RecordedStore emulated = new RecordedStore(variant, key, "")) {
      StoreDefinition.Builder builder =
          emulated.definition().toBuilder()
              .tags(Map.of("team", "books"))
              .readPrincipals(List.of("123456789012"))
              .readExternalId("books-2026")
              .readOrganization("o-a1b2c3d4e5");
      if (options) {
        String other = Moto.otherBucket();
        builder
            .accessLogBucket(other)
            .eventBridge(true)
            .objectLockDays(1)
            .tableTlsOnly(true)
            .replication(
                new Replication("arn:aws:s3:::" + other, "arn:aws:iam::123456789012:role/copies"));
      }
      StoreDefinition store =
          (boundary.isEmpty() ? builder : builder.permissionsBoundary(boundary)).build();
      StoreArns arns = StoreArns.of(store, Region.EU_WEST_1, "123456789012");
      CallRecorder recorder =
          new CallRecorder(new IamActions(arns, key, store.permissionsBoundary().orElse("")));
      try (StoreClients recorded = Moto.clients(recorder);
          StoreClients clients = Moto.clients()) {
        PolicyMatrix matrix = new PolicyMatrix(store, arns);
        matrix.record(emulated.work());
        matrix.record(provisioning(store, Provisioner.of(recorded), clients), recorder);
        matrix.check();
      }
    }
  }

  /** Returns everything that provisioning does; other clients do the work of others meanwhile. */
  private static Map<String, Step> provisioning(
      StoreDefinition store, Provisioner provisioner, StoreClients others) {
    Map<String, Step> steps = new LinkedHashMap<>();
    // A bucket with a lock, or with copies, has versioning for good.
    StoreDefinition bare =
        store.toBuilder().stream(false)
            .tags(Map.of())
            .pointInTimeRecovery(false)
            .deletionProtection(false)
            .bucketVersioning(store.objectLockDays().isPresent())
            .readPrincipals(List.of("210987654321"))
            .build();
    add(steps, "plan", () -> assertThat(provisioner.plan(store)).isNotEmpty());
    add(steps, "create", () -> provisioner.create(bare, false, change -> {}));
    add(
        steps,
        "apply",
        () -> {
          provisioner.create(store, true, change -> {});
          assertThat(provisioner.plan(store)).isEmpty();
        });
    add(steps, "look", () -> assertThat(provisioner.look(store)).isNotEmpty());
    add(steps, "arns", () -> assertThat(provisioner.arns(store).table()).contains("table/"));
    add(
        steps,
        "destroy",
        () -> {
          String bucket = store.bucketName();
          others.s3().deleteBucketPolicy(request -> request.bucket(bucket));
          if (store.objectLockDays().isPresent()) {
            // A locked object would stay, and the bucket with it.
            others
                .s3()
                .putObjectLockConfiguration(
                    request ->
                        request
                            .bucket(bucket)
                            .objectLockConfiguration(
                                lock -> lock.objectLockEnabled(ObjectLockEnabled.ENABLED)));
          }
          others
              .s3()
              .putObject(
                  request -> request.bucket(bucket).key(".vhs/store.json"),
                  RequestBody.fromString("{}"));
          provisioner.destroy(store, false, change -> {});
        });
    return steps;
  }

  private static void add(Map<String, Step> steps, String name, Runnable work) {
    steps.put(name, new Step(StorePolicy.PROVISION, work, false));
  }
}
