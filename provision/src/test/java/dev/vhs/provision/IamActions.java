package dev.vhs.provision;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.IamRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * The permissions that a request takes (AWS, "Service Authorization Reference": Actions, resources,
 * and condition keys for DynamoDB, S3, IAM and KMS; "DynamoDB transactions and IAM"; "GetObject",
 * permissions).
 *
 * @param arns the ARNs of the store that requests go to
 * @param key the key that encrypts it; empty for AWS's own
 * @param boundary the boundary of its role; empty if it has none
 */
record IamActions(StoreArns arns, String key, String boundary) {
  /** The actions that know the role's boundary. */
  private static final Set<String> BOUNDED =
      Set.of("CreateRole", "DeleteRolePolicy", "PutRolePolicy");

  private static final int NOT_FOUND = 404;

  /** The actions of S3's requests to a bucket whose names differ. */
  private static final Map<String, String> OF_BUCKET =
      Map.ofEntries(
          Map.entry("CreateBucket", "s3:CreateBucket"),
          Map.entry("DeleteBucket", "s3:DeleteBucket"),
          Map.entry("GetBucketEncryption", "s3:GetEncryptionConfiguration"),
          Map.entry("GetBucketLifecycleConfiguration", "s3:GetLifecycleConfiguration"),
          Map.entry("GetBucketLogging", "s3:GetBucketLogging"),
          Map.entry("GetBucketNotificationConfiguration", "s3:GetBucketNotification"),
          Map.entry("GetBucketOwnershipControls", "s3:GetBucketOwnershipControls"),
          Map.entry("GetBucketPolicy", "s3:GetBucketPolicy"),
          Map.entry("GetBucketReplication", "s3:GetReplicationConfiguration"),
          Map.entry("GetBucketTagging", "s3:GetBucketTagging"),
          Map.entry("GetBucketVersioning", "s3:GetBucketVersioning"),
          Map.entry("GetObjectLockConfiguration", "s3:GetBucketObjectLockConfiguration"),
          Map.entry("GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock"),
          Map.entry("HeadBucket", "s3:ListBucket"),
          Map.entry("ListMultipartUploads", "s3:ListBucketMultipartUploads"),
          Map.entry("ListObjectVersions", "s3:ListBucketVersions"),
          Map.entry("ListObjectsV2", "s3:ListBucket"),
          Map.entry("PutBucketEncryption", "s3:PutEncryptionConfiguration"),
          Map.entry("PutBucketLifecycleConfiguration", "s3:PutLifecycleConfiguration"),
          Map.entry("PutBucketLogging", "s3:PutBucketLogging"),
          Map.entry("PutBucketNotificationConfiguration", "s3:PutBucketNotification"),
          Map.entry("PutBucketOwnershipControls", "s3:PutBucketOwnershipControls"),
          Map.entry("PutBucketPolicy", "s3:PutBucketPolicy"),
          Map.entry("PutBucketReplication", "s3:PutReplicationConfiguration"),
          Map.entry("PutBucketTagging", "s3:PutBucketTagging"),
          Map.entry("PutBucketVersioning", "s3:PutBucketVersioning"),
          Map.entry("PutObjectLockConfiguration", "s3:PutBucketObjectLockConfiguration"),
          Map.entry("PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock"));

  private static final Map<String, List<String>> OF_OBJECT =
      Map.of(
          "AbortMultipartUpload", List.of("s3:AbortMultipartUpload"),
          "CompleteMultipartUpload", List.of("s3:PutObject"),
          "CreateMultipartUpload", List.of("s3:PutObject", "kms:GenerateDataKey"),
          "GetObject", List.of("s3:GetObject", "kms:Decrypt"),
          "HeadObject", List.of("s3:GetObject"),
          "PutObject", List.of("s3:PutObject", "kms:GenerateDataKey"),
          "UploadPart", List.of("s3:PutObject", "kms:Decrypt", "kms:GenerateDataKey"));

  /** The operations of {@code s3:PutObject} that create an object. */
  private static final Set<String> CREATING = Set.of("CompleteMultipartUpload", "PutObject");

  /** The operations for which DynamoDB uses a key in the caller's name. */
  private static final Set<String> OF_ITEMS =
      Set.of(
          "BatchGetItem",
          "DeleteItem",
          "GetItem",
          "PutItem",
          "Query",
          "Scan",
          "TransactWriteItems",
          "UpdateItem");

  /**
   * The actions that DynamoDB demands of a caller who encrypts a table (AWS, "DynamoDB encryption
   * at rest").
   */
  private static final List<String> OF_KEY =
      List.of(
          "kms:CreateGrant",
          "kms:Decrypt",
          "kms:DescribeKey",
          "kms:Encrypt",
          "kms:GenerateDataKey",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo");

  /**
   * Returns the permissions that a request used.
   *
   * @param status the status of its answer
   */
  Set<ServiceCall> of(SdkRequest request, int status) {
    String name = request.getClass().getSimpleName().replaceFirst("Request$", "");
    Set<ServiceCall> calls = new LinkedHashSet<>();
    if (request instanceof DynamoDbRequest) {
      ofTable(name, request, calls);
    } else if (request instanceof S3Request) {
      ofS3(name, request, status, calls);
    } else if (request instanceof IamRequest) {
      calls.add(ofRole(name, request));
    } else {
      throw new IllegalArgumentException("whose request is " + request + "?");
    }
    return calls;
  }

  /** Returns the call to a role; the boundary of an existing role is known by IAM. */
  private ServiceCall ofRole(String name, SdkRequest request) {
    ServiceCall call = new ServiceCall("iam:" + name, arns.role());
    String asked =
        request instanceof CreateRoleRequest create ? create.permissionsBoundary() : boundary;
    return asked == null || asked.isEmpty() || !BOUNDED.contains(name)
        ? call
        : call.with("iam:PermissionsBoundary", Set.of(asked));
  }

  private void ofTable(String name, SdkRequest request, Set<ServiceCall> calls) {
    if (request instanceof TransactWriteItemsRequest transaction) {
      transaction.transactItems().forEach(item -> addTable(action(item), leadingKeys(item), calls));
    } else {
      addTable(name, leadingKeys(request), calls);
    }
    if (request instanceof CreateTableRequest create && create.hasTags()) {
      addTable("TagResource", Set.of(), calls);
    }
    if (request instanceof BatchGetItemRequest batch) {
      requireOneTable(batch.requestItems().size());
    }
    if (OF_ITEMS.contains(name)) {
      addKey("dynamodb", List.of("kms:Decrypt"), calls);
    }
    boolean encrypts =
        (request instanceof CreateTableRequest create && create.sseSpecification() != null)
            || (request instanceof UpdateTableRequest update && update.sseSpecification() != null);
    if (encrypts) {
      addKey("dynamodb", OF_KEY, calls);
    }
  }

  private static void requireOneTable(int tables) {
    if (tables != 1) {
      throw new IllegalArgumentException("a request to " + tables + " tables");
    }
  }

  private static String action(TransactWriteItem item) {
    if (item.conditionCheck() != null) {
      return "ConditionCheckItem";
    }
    if (item.update() != null) {
      return "UpdateItem";
    }
    return item.delete() == null ? "PutItem" : "DeleteItem";
  }

  private void addTable(String name, Set<String> leadingKeys, Set<ServiceCall> calls) {
    ServiceCall call = new ServiceCall("dynamodb:" + name, arns.table());
    calls.add(leadingKeys.isEmpty() ? call : call.with("dynamodb:LeadingKeys", leadingKeys));
  }

  private static Set<String> leadingKeys(SdkRequest request) {
    if (request instanceof GetItemRequest get) {
      return id(get.key());
    }
    if (request instanceof PutItemRequest put) {
      return id(put.item());
    }
    if (request instanceof UpdateItemRequest update) {
      return id(update.key());
    }
    if (request instanceof DeleteItemRequest delete) {
      return id(delete.key());
    }
    if (request instanceof BatchGetItemRequest batch) {
      return batch.requestItems().values().stream()
          .flatMap(items -> items.keys().stream())
          .flatMap(key -> id(key).stream())
          .collect(Collectors.toSet());
    }
    if (request instanceof QueryRequest query) {
      // The key condition compares the id with the only text among its values.
      return query.expressionAttributeValues().values().stream()
          .map(AttributeValue::s)
          .filter(Objects::nonNull)
          .collect(Collectors.toSet());
    }
    return Set.of();
  }

  private static Set<String> leadingKeys(TransactWriteItem item) {
    if (item.conditionCheck() != null) {
      return id(item.conditionCheck().key());
    }
    if (item.update() != null) {
      return id(item.update().key());
    }
    return item.delete() == null ? id(item.put().item()) : id(item.delete().key());
  }

  private static Set<String> id(Map<String, AttributeValue> key) {
    return Set.of(key.get("id").s());
  }

  private void addKey(String service, List<String> actions, Set<ServiceCall> calls) {
    if (!key.isEmpty()) {
      for (String action : actions) {
        ServiceCall call =
            new ServiceCall(action, key)
                .with("kms:ViaService", Set.of(service + ".eu-west-1.amazonaws.com"));
        calls.add(
            action.equals("kms:CreateGrant")
                ? call.with("kms:GrantIsForAWSResource", Set.of("true"))
                : call);
      }
    }
  }

  private void ofS3(String name, SdkRequest request, int status, Set<ServiceCall> calls) {
    String bucket = request.getValueForField("Bucket", String.class).orElseThrow();
    if (!arns.bucket().endsWith(":::" + bucket)) {
      throw new IllegalArgumentException("a request to another bucket: " + request);
    }
    if (request instanceof CreateBucketRequest create
        && Boolean.TRUE.equals(create.objectLockEnabledForBucket())) {
      calls.add(new ServiceCall("s3:PutBucketObjectLockConfiguration", arns.bucket()));
      calls.add(new ServiceCall("s3:PutBucketVersioning", arns.bucket()));
    }
    if (request instanceof PutBucketReplicationRequest replicate) {
      String role = replicate.replicationConfiguration().role();
      calls.add(
          new ServiceCall("iam:PassRole", role)
              .with("iam:PassedToService", Set.of("s3.amazonaws.com")));
    }
    if (OF_BUCKET.containsKey(name)) {
      ServiceCall call = new ServiceCall(OF_BUCKET.get(name), arns.bucket());
      calls.add(
          request
              .getValueForField("Prefix", String.class)
              .map(prefix -> call.with("s3:prefix", Set.of(prefix)))
              .orElse(call));
    } else if (request instanceof DeleteObjectsRequest delete) {
      delete
          .delete()
          .objects()
          .forEach(object -> addDeletion(object.key(), object.versionId(), calls));
    } else if (request instanceof DeleteObjectRequest delete) {
      addDeletion(delete.key(), delete.versionId(), calls);
    } else if (OF_OBJECT.containsKey(name)) {
      String key = request.getValueForField("Key", String.class).orElseThrow();
      for (String action : OF_OBJECT.get(name)) {
        if (action.startsWith("s3:")) {
          ServiceCall call = new ServiceCall(action, arns.objects(key));
          if (CREATING.contains(name)) {
            call = call.with("s3:ObjectCreationOperation", Set.of("true"));
          }
          ServiceCall known = call;
          calls.add(
              request
                  .getValueForField("IfNoneMatch", String.class)
                  .map(etag -> known.with("s3:if-none-match", Set.of(etag)))
                  .orElse(known));
        } else {
          addKey("s3", List.of(action), calls);
        }
      }
      if (status == NOT_FOUND && OF_OBJECT.get(name).contains("s3:GetObject")) {
        calls.add(new ServiceCall("s3:ListBucket", arns.bucket()));
      }
    } else {
      throw new IllegalArgumentException("which action does " + request + " take?");
    }
  }

  private void addDeletion(String key, String versionId, Set<ServiceCall> calls) {
    String action = versionId == null ? "s3:DeleteObject" : "s3:DeleteObjectVersion";
    calls.add(new ServiceCall(action, arns.objects(key)));
  }
}
