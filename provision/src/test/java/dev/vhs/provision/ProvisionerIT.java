package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.vhs.StoreMismatch;
import dev.vhs.SweepOptions;
import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.aws.AwsBackend;
import dev.vhs.provision.Change.Kind;
import dev.vhs.spi.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

class ProvisionerIT {
  private final StoreClients clients = Moto.clients();
  private final Provisioner provisioner = Provisioner.of(clients);
  private final List<Change> told = new ArrayList<>();
  private final StoreDefinition store =
      StoreDefinition.builder("Store-" + UUID.randomUUID().toString().substring(0, 8))
          .tags(Map.of("team", "books"))
          .readPrincipals(List.of("arn:aws:iam::123456789012:root"))
          .build();

  @AfterEach
  void close() {
    clients.close();
  }

  private void create(StoreDefinition definition) {
    provisioner.create(definition, false, told::add);
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void whatIsCreatedIsWhatWasDefined(Variant variant) {
    StoreDefinition definition = store.toBuilder().variant(variant).build();
    List<Change> plan = provisioner.plan(definition);
    assertThat(plan).extracting(Change::kind).containsOnly(Kind.CREATE, Kind.SET);
    assertThat(provisioner.look(definition)).as("planning makes nothing").isEmpty();

    create(definition);
    assertThat(told).as("done as planned").isEqualTo(plan.stream().map(Change::asDone).toList());
    assertThat(provisioner.plan(definition)).isEmpty();
    assertThat(provisioner.look(definition))
        .containsEntry("table.pointInTimeRecovery", "on")
        .containsEntry("table.deletionProtection", "on")
        .containsEntry("table.stream", "NEW_AND_OLD_IMAGES")
        .containsEntry("table.billingMode", "PAY_PER_REQUEST")
        .containsEntry("table.tags", "Name=" + definition.tableName() + ", team=books")
        .containsEntry("bucket.publicAccess", "blocked")
        .containsEntry("bucket.objectOwnership", "BucketOwnerEnforced")
        .containsEntry("bucket.tlsOnly", "on")
        .containsEntry("bucket.encryption", "SSE-S3")
        .containsEntry("bucket.versioning", "on")
        .containsEntry("bucket.standardIa", "after 30 days")
        .containsEntry("bucket.noncurrentVersions", "removed after 35 days")
        .containsEntry("bucket.staleUploads", "aborted after 7 days")
        .containsEntry("bucket.tags", "team=books")
        .containsEntry("role.readers", "123456789012")
        .containsEntry("role.boundary", "none asked for")
        .containsEntry("role.policy", "the policy read");
  }

  @Test
  void whatIsThereIsLeftUnlessAskedFor() {
    StoreDefinition other =
        store.toBuilder()
            .pointInTimeRecovery(false)
            .deletionProtection(false)
            .bucketVersioning(false)
            .cycleObjectsToStandardIa(false)
            .stream(false)
            .billingMode(BillingMode.provisioned(5, 6))
            .tags(Map.of("team", "films", "cost", "1"))
            .readPrincipals(List.of("arn:aws:iam::123456789012:user/ann"))
            .build();
    create(other);
    told.clear();
    create(store);
    assertThat(told)
        .allMatch(Change::isDrift)
        .extracting(Change::what)
        .containsExactlyInAnyOrder(
            "table.billingMode",
            "table.stream",
            "table.deletionProtection",
            "table.pointInTimeRecovery",
            "table.tags",
            "bucket.versioning",
            "bucket.standardIa",
            "bucket.noncurrentVersions",
            "bucket.tags",
            "role.readers");
    assertThat(provisioner.plan(other)).as("nothing was changed").isEmpty();

    told.clear();
    provisioner.create(store, true, told::add);
    assertThat(told).hasSize(10).allMatch(Change::done);
    assertThat(provisioner.plan(store)).isEmpty();
  }

  private static StoreDefinition.Builder withOptions(StoreDefinition.Builder builder) {
    String other = Moto.otherBucket();
    return builder
        .accessLogBucket(other)
        .eventBridge(true)
        .objectLockDays(7)
        .tableTlsOnly(true)
        .replication(
            new Replication("arn:aws:s3:::" + other, "arn:aws:iam::123456789012:role/copies"));
  }

  @Test
  void optionsAreMadeAndComparedOnlyWhereTheyAreAskedFor() {
    StoreDefinition definition = withOptions(store.toBuilder()).build();
    List<Change> plan = provisioner.plan(definition);
    assertThat(plan)
        .extracting(Change::what)
        .contains(
            "table.tlsOnly",
            "bucket.accessLogs",
            "bucket.eventBridge",
            "bucket.objectLock",
            "bucket.replication");
    create(definition);
    assertThat(told).as("done as planned").isEqualTo(plan.stream().map(Change::asDone).toList());
    assertThat(provisioner.plan(definition)).isEmpty();
    String other = definition.accessLogBucket().orElseThrow();
    assertThat(provisioner.look(definition))
        .containsEntry("table.tlsOnly", "on")
        .containsEntry("bucket.accessLogs", "to " + other + "/" + definition.bucketName() + "/")
        .containsEntry("bucket.eventBridge", "on")
        .containsEntry("bucket.objectLock", "GOVERNANCE, 7 days")
        .containsEntry(
            "bucket.replication",
            "to arn:aws:s3:::" + other + " as arn:aws:iam::123456789012:role/copies");
    told.clear();
    provisioner.create(definition, true, told::add);
    assertThat(told).as("a second time").isEmpty();

    assertThat(provisioner.plan(store)).as("not asked for").isEmpty();
    provisioner.create(store, true, told::add);
    assertThat(provisioner.plan(definition)).as("what was set stays").isEmpty();
  }

  /** Adds all but the lock, which only a new bucket has; its days can be changed. */
  @Test
  void optionsAreAddedToAStoreThatIsThere() {
    create(store);
    StoreDefinition definition = withOptions(store.toBuilder()).build();
    told.clear();
    provisioner.create(definition, true, told::add);
    assertThat(told)
        .filteredOn(Change::done)
        .extracting(Change::what)
        .containsExactlyInAnyOrder(
            "table.tlsOnly", "bucket.accessLogs", "bucket.eventBridge", "bucket.replication");
    assertThat(told)
        .filteredOn(change -> !change.done())
        .extracting(Change::what, Change::kind, Change::actual)
        .containsExactly(tuple("bucket.objectLock", Kind.DIFFERS, "off"));
    told.clear();
    provisioner.create(definition, true, told::add);
    assertThat(told).as("a second time").hasSize(1);
  }

  @Test
  void theDaysOfALockCanBeChanged() {
    create(store.toBuilder().objectLockDays(7).build());
    told.clear();
    StoreDefinition longer = store.toBuilder().objectLockDays(30).build();
    provisioner.create(longer, true, told::add);
    assertThat(told).extracting(Change::what).containsExactly("bucket.objectLock");
    assertThat(provisioner.plan(longer)).isEmpty();
  }

  /** Tries with a store that has an object of its own: nobody's purge removes a locked object. */
  @Test
  void aStoreWithLockedObjectsIsKept() {
    StoreDefinition locked = store.toBuilder().objectLockDays(7).build();
    create(locked);
    allowPlainHttp();
    clients
        .s3()
        .putObject(
            request -> request.bucket(store.bucketName()).key(".vhs/store.json"),
            RequestBody.fromString("{}"));
    assertThatThrownBy(() -> provisioner.destroy(locked, true, told::add))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("can't be removed")
        .hasMessageContaining("object lock");
    assertThat(provisioner.look(locked)).containsKeys("table.keys", "bucket.objectLock");
  }

  @Test
  void notificationsAndTablePoliciesOfOthersStay() {
    create(store);
    String table =
        clients.dynamoDb().describeTable(r -> r.tableName(store.tableName())).table().tableArn();
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Sid":"Theirs","Effect":"Deny",
         "Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"dynamodb:DeleteTable",
         "Resource":"%s"}]}
        """
            .formatted(table);
    clients.dynamoDb().putResourcePolicy(request -> request.resourceArn(table).policy(policy));
    provisioner.create(store.toBuilder().tableTlsOnly(true).build(), true, told::add);
    assertThat(clients.dynamoDb().getResourcePolicy(r -> r.resourceArn(table)).policy())
        .contains("Theirs")
        .contains("VhsTlsOnly");
  }

  @Test
  void whatCantBeChangedIsSaidAndStays() {
    create(store);
    told.clear();
    provisioner.create(store.toBuilder().variant(Variant.SINGLE).build(), true, told::add);
    assertThat(told).extracting(Change::what).contains("table.keys");
    assertThat(told)
        .filteredOn(change -> change.what().equals("table.keys"))
        .allMatch(change -> change.kind() == Kind.DIFFERS && change.isDrift());
    assertThat(provisioner.look(store))
        .containsEntry("table.keys", "HASH id (S), RANGE version (N)");
  }

  @Test
  void whatOthersSetStays() {
    create(store);
    String bucket = store.bucketName();
    String policy =
        """
        {"Version":"2012-10-17","Statement":{"Sid":"Theirs","Effect":"Allow",
         "Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"s3:GetObject",
         "Resource":"arn:aws:s3:::%s/*"}}
        """
            .formatted(bucket);
    clients.s3().putBucketPolicy(request -> request.bucket(bucket).policy(policy));
    clients
        .s3()
        .putBucketLifecycleConfiguration(
            request ->
                request
                    .bucket(bucket)
                    .lifecycleConfiguration(
                        lifecycle ->
                            lifecycle.rules(
                                BucketRule.STALE_UPLOADS.rule().toBuilder().id("theirs").build())));
    provisioner.create(store, true, told::add);
    assertThat(provisioner.plan(store)).isEmpty();
    assertThat(clients.s3().getBucketPolicy(request -> request.bucket(bucket)).policy())
        .contains("Theirs")
        .contains("VhsTlsOnly");
    assertThat(
            clients.s3().getBucketLifecycleConfiguration(request -> request.bucket(bucket)).rules())
        .extracting(rule -> rule.id())
        .containsExactly("theirs", "objects_to_standard_ia", "noncurrent_versions");
  }

  @Test
  void anInterruptedCreationGoesOn() {
    create(store);
    clients.s3().deleteBucket(request -> request.bucket(store.bucketName()));
    told.clear();
    create(store);
    assertThat(told).extracting(Change::kind).containsOnly(Kind.CREATE, Kind.SET);
    assertThat(told.get(0).what()).isEqualTo("bucket " + store.bucketName());
    assertThat(provisioner.plan(store)).isEmpty();
  }

  /** Destroys a store that has only its own objects, including those of sweeps. */
  @Test
  void anEmptyStoreIsDestroyed() {
    create(store);
    allowPlainHttp();
    try (Vhs vhs = open()) {
      vhs.maintenance().adopt();
      vhs.maintenance().gc(SweepOptions.DEFAULT);
    }
    told.clear();
    provisioner.destroy(store, false, told::add);
    assertThat(told).extracting(Change::kind).containsOnly(Kind.REMOVE).hasSize(3);
    assertThat(provisioner.look(store)).isEmpty();
    assertThat(provisioner.planDestroy(store)).isEmpty();
  }

  @Test
  void aStoreWithARowIsKept() {
    create(store);
    put("b1");
    assertThatThrownBy(() -> provisioner.destroy(store, false, told::add))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("row of 'b1'")
        .hasMessageContaining("Nothing was removed");
    assertThat(provisioner.plan(store)).isEmpty();
    provisioner.destroy(store, true, told::add);
    assertThat(provisioner.look(store)).isEmpty();
  }

  @Test
  void aStoreThatKeepsDeletedObjectsIsKept() {
    create(store);
    assertThat(
            clients
                .s3()
                .getBucketVersioning(request -> request.bucket(store.bucketName()))
                .status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
    allowPlainHttp();
    clients.s3().putObject(this::object, RequestBody.fromString("v"));
    clients.s3().deleteObject(request -> request.bucket(store.bucketName()).key("b1/x"));
    assertThatThrownBy(() -> provisioner.destroy(store, false, told::add))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("object 'b1/x'");
    provisioner.destroy(store, true, told::add);
    assertThat(provisioner.look(store)).isEmpty();
  }

  @Test
  void plainHttpIsDenied() {
    create(store);
    assertThatThrownBy(() -> clients.s3().putObject(this::object, RequestBody.fromString("v")))
        .isInstanceOf(S3Exception.class)
        .extracting(e -> ((S3Exception) e).statusCode())
        .isEqualTo(403);
    allowPlainHttp();
    clients.s3().putObject(this::object, RequestBody.fromString("v"));
  }

  private Vhs open() {
    Backend backend =
        AwsBackend.builder(store.tableName(), store.bucketName())
            .dynamoDb(clients.dynamoDb())
            .s3(clients.s3())
            .open();
    return Vhs.builder(backend).open();
  }

  private void object(PutObjectRequest.Builder request) {
    request.bucket(store.bucketName()).key("b1/x");
  }

  /**
   * Replaces the policy that denies plain HTTP: the test's requests have no TLS, and the server
   * enforces the policy for PUTs like AWS.
   */
  private void allowPlainHttp() {
    clients.s3().deleteBucketPolicy(request -> request.bucket(store.bucketName()));
  }

  private void put(String id) {
    clients
        .dynamoDb()
        .putItem(
            request ->
                request
                    .tableName(store.tableName())
                    .item(
                        Map.of(
                            "id", AttributeValue.fromS(id), "version", AttributeValue.fromN("0"))));
  }
}
