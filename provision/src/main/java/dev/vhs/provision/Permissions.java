package dev.vhs.provision;

import dev.vhs.Variant;
import dev.vhs.aws.sdk.AwsFailures;
import dev.vhs.provision.Finding.Severity;
import dev.vhs.spi.Row;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/**
 * The examination of the caller's permissions, by requests that can't take effect: reads of items
 * and objects that don't exist, and writes under conditions that nothing fulfils. AWS checks
 * permissions first.
 */
final class Permissions {
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int SERVER_ERROR = 500;
  private static final Set<String> DENIED = Set.of("AccessDenied", "AccessDeniedException");

  /** The refusals that may come before permissions are checked. */
  private static final Set<String> BEFORE_PERMISSIONS =
      Set.of("SerializationException", "ValidationException");

  /** The id of the probes: no user's id has a control character, and the store's own differs. */
  private static final String ID = Row.STORE_ID + "-probe";

  private static final String IMPOSSIBLE = "attribute_exists(id) AND attribute_not_exists(id)";

  /** An ETag that no object has. */
  private static final String NO_ETAG = "\"00000000000000000000000000000000\"";

  private final Site site;
  private final String key;
  private final PlainHttp plainHttp;
  private final Consumer<Finding> told;
  private final Map<String, AttributeValue> item;

  /** The outcome of each probe; some permissions belong to more than one policy. */
  private final Map<String, Outcome> outcomes = new HashMap<>();

  /**
   * Makes an examination.
   *
   * @param prefix the prefix of the store's objects
   * @param plainHttp the fate of S3's requests if they have no TLS
   */
  Permissions(Site site, String prefix, PlainHttp plainHttp, Consumer<Finding> told) {
    this.site = site;
    this.plainHttp = plainHttp;
    this.key = (prefix.isEmpty() ? "" : prefix + "/") + ".vhs/probe";
    this.told = told;
    this.item =
        site.store().variant() == Variant.MULTI
            ? Map.of("id", AttributeValue.fromS(ID), "version", AttributeValue.fromN("0"))
            : Map.of("id", AttributeValue.fromS(ID));
  }

  /** Sends the probes, and reports the findings. */
  void examine() {
    report("permissions.read", read(), Severity.ERROR);
    report("permissions.write", write(), Severity.INFO);
    report("permissions.maintain", maintain(), Severity.INFO);
  }

  /** Sends all probes, and reports which were refused, and which could not be judged. */
  private void report(String check, Map<String, Runnable> probes, Severity severity) {
    Set<String> lacking = new TreeSet<>();
    Set<String> unknown = new TreeSet<>();
    probes.forEach(
        (permission, probe) -> {
          Outcome outcome = outcomes.computeIfAbsent(permission, any -> outcome(permission, probe));
          if (outcome.denied()) {
            lacking.add(permission);
          } else if (!outcome.unknown().isEmpty()) {
            unknown.add(permission + " (" + outcome.unknown() + ")");
          }
        });
    if (!lacking.isEmpty()) {
      told.accept(
          new Finding(
              severity,
              check,
              "these credentials lack " + String.join(", ", lacking) + ", or a policy denies it",
              "Grant them; vhs provision NAME --as policies prints the policies"));
    }
    if (!unknown.isEmpty()) {
      told.accept(
          new Finding(
              Severity.UNKNOWN,
              check,
              "not known: " + String.join("; ", unknown),
              "Check these permissions in IAM"));
    }
    if (lacking.isEmpty() && unknown.isEmpty()) {
      told.accept(Finding.ok(check, "these credentials have all that it takes"));
    }
  }

  /**
   * The outcome of a probe.
   *
   * @param denied whether the permission is missing
   * @param unknown the reason why that isn't known; empty if it is
   */
  private record Outcome(boolean denied, String unknown) {
    static final Outcome GRANTED = new Outcome(false, "");
    static final Outcome DENIED = new Outcome(true, "");

    static Outcome unknown(Exception why) {
      return new Outcome(false, Doctor.message(why));
    }
  }

  private Outcome outcome(String permission, Runnable probe) {
    try {
      probe.run();
      return Outcome.GRANTED;
    } catch (CantBeProbed e) {
      return Outcome.unknown(e);
    } catch (SdkException e) {
      if (!isDenied(e)) {
        return isAfterPermissions(e) ? Outcome.GRANTED : Outcome.unknown(e);
      }
      // AWS answers the same to a request without TLS, which no grant would change.
      return permission.startsWith("s3:") && !plainHttp.text().isEmpty()
          ? Outcome.unknown(new CantBeProbed(plainHttp.text()))
          : Outcome.DENIED;
    }
  }

  /** Returns whether a service says that a permission is missing, or that a policy denies it. */
  static boolean isDenied(SdkException e) {
    return DENIED.contains(AwsFailures.code(e))
        || (AwsFailures.status(e) == FORBIDDEN && !AwsFailures.isOfCaller(e));
  }

  /** Returns whether a refusal came after the permission was checked. */
  private static boolean isAfterPermissions(SdkException e) {
    int status = AwsFailures.status(e);
    return status >= BAD_REQUEST
        && status < SERVER_ERROR
        && !AwsFailures.isOfCaller(e)
        && !BEFORE_PERMISSIONS.contains(AwsFailures.code(e))
        && !(e instanceof AwsServiceException service && service.isThrottlingException());
  }

  private Map<String, Runnable> read() {
    DynamoDbClient dynamoDb = site.clients().dynamoDb();
    S3Client s3 = site.clients().s3();
    String table = site.store().tableName();
    String bucket = site.store().bucketName();
    Map<String, Runnable> probes = new LinkedHashMap<>();
    probes.put(
        "dynamodb:DescribeTable",
        () -> dynamoDb.describeTable(request -> request.tableName(table)));
    probes.put(
        "dynamodb:GetItem", () -> dynamoDb.getItem(request -> request.tableName(table).key(item)));
    if (site.store().variant() == Variant.MULTI) {
      probes.put(
          "dynamodb:Query",
          () ->
              dynamoDb.query(
                  request ->
                      request
                          .tableName(table)
                          .limit(1)
                          .keyConditionExpression("id = :id")
                          .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(ID)))));
    } else {
      probes.put(
          "dynamodb:BatchGetItem",
          () ->
              dynamoDb.batchGetItem(
                  request ->
                      request.requestItems(
                          Map.of(table, KeysAndAttributes.builder().keys(List.of(item)).build()))));
    }
    probes.put("dynamodb:Scan", () -> dynamoDb.scan(request -> request.tableName(table).limit(1)));
    probes.put(
        "s3:ListBucket", () -> s3.listObjectsV2(request -> request.bucket(bucket).maxKeys(1)));
    probes.put("s3:GetObject", () -> s3.headObject(request -> request.bucket(bucket).key(key)));
    return probes;
  }

  private Map<String, Runnable> write() {
    DynamoDbClient dynamoDb = site.clients().dynamoDb();
    String table = site.store().tableName();
    Map<String, Runnable> probes = new LinkedHashMap<>();
    addPut(probes);
    if (site.store().variant() == Variant.MULTI) {
      TransactWriteItem check =
          TransactWriteItem.builder()
              .conditionCheck(c -> c.tableName(table).key(item).conditionExpression(IMPOSSIBLE))
              .build();
      probes.put(
          "dynamodb:ConditionCheckItem",
          () -> dynamoDb.transactWriteItems(request -> request.transactItems(check)));
    } else {
      addUpdate(probes);
    }
    addObject(probes);
    addDelete(probes);
    addAbort(probes);
    return probes;
  }

  private Map<String, Runnable> maintain() {
    DynamoDbClient dynamoDb = site.clients().dynamoDb();
    S3Client s3 = site.clients().s3();
    String table = site.store().tableName();
    String bucket = site.store().bucketName();
    Map<String, Runnable> probes = new LinkedHashMap<>();
    addPut(probes);
    if (site.store().variant() == Variant.SINGLE) {
      addUpdate(probes);
    }
    probes.put(
        "dynamodb:DeleteItem",
        () ->
            dynamoDb.deleteItem(
                request -> request.tableName(table).key(item).conditionExpression(IMPOSSIBLE)));
    probes.put(
        "dynamodb:DescribeTimeToLive",
        () -> dynamoDb.describeTimeToLive(request -> request.tableName(table)));
    probes.put(
        "s3:ListBucketMultipartUploads",
        () -> s3.listMultipartUploads(request -> request.bucket(bucket).maxUploads(1)));
    probes.put(
        "s3:ListBucketVersions",
        () -> s3.listObjectVersions(request -> request.bucket(bucket).maxKeys(1)));
    addObject(probes);
    addDelete(probes);
    probes.put(
        "s3:DeleteObjectVersion",
        () -> {
          throw new CantBeProbed("every request for it has an effect");
        });
    addAbort(probes);
    return probes;
  }

  private void addPut(Map<String, Runnable> probes) {
    probes.put(
        "dynamodb:PutItem",
        () ->
            site.clients()
                .dynamoDb()
                .putItem(
                    request ->
                        request
                            .tableName(site.store().tableName())
                            .item(item)
                            .conditionExpression(IMPOSSIBLE)));
  }

  private void addUpdate(Map<String, Runnable> probes) {
    probes.put(
        "dynamodb:UpdateItem",
        () ->
            site.clients()
                .dynamoDb()
                .updateItem(
                    request ->
                        request
                            .tableName(site.store().tableName())
                            .key(item)
                            .conditionExpression(IMPOSSIBLE)));
  }

  /**
   * Adds a PUT. A server that ignores the condition keeps an empty object that nothing reads. The
   * policies deny a PUT with this condition, but not the parts of an upload, so a part of one that
   * nobody began decides then.
   */
  private void addObject(Map<String, Runnable> probes) {
    S3Client s3 = site.clients().s3();
    String bucket = site.store().bucketName();
    probes.put(
        "s3:PutObject",
        () -> {
          try {
            s3.putObject(
                request -> request.bucket(bucket).key(key).ifMatch(NO_ETAG), RequestBody.empty());
          } catch (SdkException e) {
            if (!isDenied(e)) {
              throw e;
            }
            s3.uploadPart(
                request -> request.bucket(bucket).key(key).uploadId("none").partNumber(1),
                RequestBody.empty());
          }
        });
  }

  /**
   * Adds a deletion of an object that doesn't exist. It has no effect, except in a bucket with
   * versioning, where it leaves a delete marker.
   */
  private void addDelete(Map<String, Runnable> probes) {
    S3Client s3 = site.clients().s3();
    String bucket = site.store().bucketName();
    probes.put(
        "s3:DeleteObject",
        () -> {
          BucketVersioningStatus versions;
          try {
            versions = s3.getBucketVersioning(request -> request.bucket(bucket)).status();
          } catch (SdkException e) {
            throw new CantBeProbed("it is not known whether the bucket has versioning");
          }
          if (versions != null) {
            throw new CantBeProbed("a request for it leaves a delete marker here");
          }
          s3.deleteObject(request -> request.bucket(bucket).key(key));
        });
  }

  private void addAbort(Map<String, Runnable> probes) {
    probes.put(
        "s3:AbortMultipartUpload",
        () ->
            site.clients()
                .s3()
                .abortMultipartUpload(
                    request ->
                        request.bucket(site.store().bucketName()).key(key).uploadId("none")));
  }

  /** The failure to probe a permission that no harmless request shows. */
  private static final class CantBeProbed extends RuntimeException {
    private static final long serialVersionUID = 1;

    CantBeProbed(String why) {
      super(why);
    }
  }
}
