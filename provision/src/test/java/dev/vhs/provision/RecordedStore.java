package dev.vhs.provision;

import dev.vhs.Codec;
import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.aws.AwsBackend;
import dev.vhs.spi.Row;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import dev.vhs.testkit.emulators.EmulatedStore;
import dev.vhs.testkit.emulators.FaultyEndpoint;
import dev.vhs.testkit.emulators.S3Emulator;
import dev.vhs.testkit.emulators.WireFault;
import dev.vhs.testkit.emulators.WireScript;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/** A store on the emulators, in a bucket with versioning, that records every request. */
final class RecordedStore implements AutoCloseable {
  private static final Duration TWO_DAYS = Duration.ofDays(2);

  private final String prefix;
  private final EmulatedStore emulated;
  private final StoreDefinition definition;
  private final StoreArns arns;
  private final CallRecorder recorder;
  private final FaultyEndpoint laterDynamoDb =
      FaultyEndpoint.before(DynamoDbEmulator.endpoint(), new WireScript()).clockDiffersBy(TWO_DAYS);
  private final FaultyEndpoint laterS3 =
      FaultyEndpoint.before(
              S3Emulator.endpoint(),
              // It takes an object with a delete marker for one that is there, which S3 doesn't.
              new WireScript().before("PutObject", this::removeMarkers, WireFault.none()))
          .clockDiffersBy(TWO_DAYS);
  private final Vhs young;
  private final Vhs old;

  /**
   * Creates an empty store.
   *
   * @param prefix the prefix of its keys; empty for none
   * @param key the key in its definition; empty for AWS's own. The emulators encrypt nothing
   */
  RecordedStore(Variant variant, String key, String prefix) {
    this.prefix = prefix;
    this.emulated = EmulatedStore.create(variant);
    StoreDefinition.Builder builder = StoreDefinition.builder(emulated.name()).variant(variant);
    this.definition = (key.isEmpty() ? builder : builder.kmsKeyArn(key)).build();
    this.arns = StoreArns.of(definition, Region.EU_WEST_1, "123456789012");
    this.recorder = new CallRecorder(new IamActions(arns, key, ""));
    this.young = open(DynamoDbEmulator.endpoint(), S3Emulator.endpoint());
    this.old = open(laterDynamoDb.uri(), laterS3.uri());
    leaveBehind();
  }

  private Vhs open(URI dynamoDb, URI s3) {
    return Vhs.builder(
            AwsBackend.builder(definition.tableName(), definition.bucketName())
                .prefix(prefix)
                .dynamoDb(
                    DynamoDbClient.builder()
                        .endpointOverride(dynamoDb)
                        .region(Region.US_EAST_1)
                        .overrideConfiguration(c -> c.addExecutionInterceptor(recorder))
                        .build())
                .s3(
                    S3Client.builder()
                        .endpointOverride(s3)
                        .forcePathStyle(true)
                        .region(Region.US_EAST_1)
                        .overrideConfiguration(c -> c.addExecutionInterceptor(recorder))
                        .build())
                .open())
        .inlineItemBytes(4096)
        .reclaimBeforeReturning(true)
        .open();
  }

  /** Leaves what crashed writers leave: an object that no row names, and an unfinished upload. */
  private void leaveBehind() {
    String bucket = definition.bucketName();
    try (S3Client s3 = unrecorded()) {
      s3.putBucketVersioning(
          request ->
              request
                  .bucket(bucket)
                  .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
      String keys = prefix.isEmpty() ? "" : prefix + "/";
      String writeId = "0197c000-0000-7000-8000-" + UUID.randomUUID().toString().substring(24);
      s3.putObject(
          request -> request.bucket(bucket).key(keys + "orphan/" + writeId).metadata(Map.of()),
          RequestBody.fromString("orphan"));
      s3.createMultipartUpload(request -> request.bucket(bucket).key(keys + "stale/" + writeId));
    }
  }

  private static S3Client unrecorded() {
    return S3Client.builder()
        .endpointOverride(S3Emulator.endpoint())
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .build();
  }

  /** Empties the bucket version by version, because it has versioning. */
  private void removeVersions() {
    String bucket = definition.bucketName();
    try (S3Client s3 = unrecorded()) {
      ListObjectVersionsResponse all = s3.listObjectVersions(request -> request.bucket(bucket));
      all.versions().forEach(one -> remove(s3, one.key(), one.versionId()));
      all.deleteMarkers().forEach(one -> remove(s3, one.key(), one.versionId()));
    }
  }

  private void removeMarkers() {
    String bucket = definition().bucketName();
    try (S3Client s3 = unrecorded()) {
      s3.listObjectVersions(request -> request.bucket(bucket))
          .deleteMarkers()
          .forEach(one -> remove(s3, one.key(), one.versionId()));
      s3.listObjectVersions(request -> request.bucket(bucket)).versions().stream()
          .filter(one -> one.key().endsWith(".vhs/store.json"))
          .forEach(one -> remove(s3, one.key(), one.versionId()));
    }
  }

  private void remove(S3Client s3, String key, String versionId) {
    s3.deleteObject(
        request -> request.bucket(definition.bucketName()).key(key).versionId(versionId));
  }

  /** Runs all operations, and returns the permissions that they used. */
  PolicyMatrix work() {
    return new PolicyMatrix(definition, arns)
        .record(new StoreWork(definition.variant(), young, old, "").steps(), recorder);
  }

  /** Returns a policy for a part of the store. */
  PolicyEvaluator policy(StorePolicy policy, PolicyScope scope) {
    return PolicyEvaluator.of(StorePolicies.json(policy, definition, arns, scope));
  }

  /**
   * Runs all that a tenant does, whose ids begin with a name and a slash, in a store that exists,
   * and returns the permissions that it used.
   */
  Map<StorePolicy, Set<ServiceCall>> workOfTenant(String name) {
    young.store(Codec.text()).init("first", "made by all");
    recorder.taken();
    Map<StorePolicy, Set<ServiceCall>> used = new EnumMap<>(StorePolicy.class);
    // A client that has not seen the store yet, nor the clock of the services two days later.
    SdkGlobalTime.setGlobalTimeOffset(0);
    try (Vhs own = open(DynamoDbEmulator.endpoint(), S3Emulator.endpoint())) {
      new StoreWork(definition.variant(), own, own, name + "/")
          .steps()
          .forEach(
              (step, work) -> {
                if (work.ofIds() && work.user() != StorePolicy.MAINTAIN) {
                  work.work().run();
                  used.computeIfAbsent(work.user(), user -> new LinkedHashSet<>())
                      .addAll(recorder.taken());
                }
              });
    }
    return used;
  }

  /** Returns what no tenant may do: it would show or change what is everybody's. */
  List<ServiceCall> ofTheWholeStore() {
    String root = prefix.isEmpty() ? "" : prefix + "/";
    ServiceCall storeRow =
        new ServiceCall("dynamodb:PutItem", arns.table())
            .with("dynamodb:LeadingKeys", Set.of(Row.STORE_ID));
    return List.of(
        new ServiceCall("dynamodb:Scan", arns.table()),
        storeRow,
        new ServiceCall("dynamodb:DeleteItem", arns.table())
            .with("dynamodb:LeadingKeys", Set.of("acme/a")),
        new ServiceCall("s3:ListBucket", arns.bucket()),
        new ServiceCall("s3:ListBucket", arns.bucket()).with("s3:prefix", Set.of(root + "acme%2F")),
        new ServiceCall("s3:PutObject", arns.objects(root + ".vhs/store.json")),
        new ServiceCall("s3:DeleteObject", arns.objects(root + ".vhs/store.json")));
  }

  StoreDefinition definition() {
    return definition;
  }

  @Override
  public void close() {
    young.close();
    old.close();
    laterDynamoDb.close();
    laterS3.close();
    // The SDK keeps the correction of its clock for all clients of the JVM.
    SdkGlobalTime.setGlobalTimeOffset(0);
    removeVersions();
    emulated.close();
  }
}
