package dev.vhs.provision;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.iam.model.IamRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * The permissions that a request takes (AWS, "Service Authorization Reference": Actions, resources,
 * and condition keys for DynamoDB, S3, IAM and KMS; "DynamoDB transactions and IAM"; "GetObject",
 * permissions).
 *
 * @param arns the ARNs of the store that requests go to
 * @param key the key that encrypts it; empty for AWS's own
 */
record IamActions(StoreArns arns, String key) {
  private static final int NOT_FOUND = 404;

  /** The actions of S3's requests to a bucket whose names differ. */
  private static final Map<String, String> OF_BUCKET =
      Map.ofEntries(
          Map.entry("CreateBucket", "s3:CreateBucket"),
          Map.entry("DeleteBucket", "s3:DeleteBucket"),
          Map.entry("GetBucketEncryption", "s3:GetEncryptionConfiguration"),
          Map.entry("GetBucketLifecycleConfiguration", "s3:GetLifecycleConfiguration"),
          Map.entry("GetBucketPolicy", "s3:GetBucketPolicy"),
          Map.entry("GetBucketTagging", "s3:GetBucketTagging"),
          Map.entry("GetBucketVersioning", "s3:GetBucketVersioning"),
          Map.entry("GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock"),
          Map.entry("HeadBucket", "s3:ListBucket"),
          Map.entry("ListMultipartUploads", "s3:ListBucketMultipartUploads"),
          Map.entry("ListObjectVersions", "s3:ListBucketVersions"),
          Map.entry("ListObjectsV2", "s3:ListBucket"),
          Map.entry("PutBucketEncryption", "s3:PutEncryptionConfiguration"),
          Map.entry("PutBucketLifecycleConfiguration", "s3:PutLifecycleConfiguration"),
          Map.entry("PutBucketPolicy", "s3:PutBucketPolicy"),
          Map.entry("PutBucketTagging", "s3:PutBucketTagging"),
          Map.entry("PutBucketVersioning", "s3:PutBucketVersioning"),
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
      calls.add(new ServiceCall("iam:" + name, arns.role()));
    } else {
      throw new IllegalArgumentException("whose request is " + request + "?");
    }
    return calls;
  }

  private void ofTable(String name, SdkRequest request, Set<ServiceCall> calls) {
    if (request instanceof TransactWriteItemsRequest transaction) {
      transaction.transactItems().forEach(item -> addTable(action(item), calls));
    } else {
      addTable(name, calls);
    }
    if (request instanceof CreateTableRequest create && create.hasTags()) {
      addTable("TagResource", calls);
    }
    if (request instanceof BatchGetItemRequest batch) {
      requireOneTable(batch.requestItems().size());
    }
    if (OF_ITEMS.contains(name)) {
      addKey(List.of("kms:Decrypt"), calls);
    }
    boolean encrypts =
        (request instanceof CreateTableRequest create && create.sseSpecification() != null)
            || (request instanceof UpdateTableRequest update && update.sseSpecification() != null);
    if (encrypts) {
      addKey(OF_KEY, calls);
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

  private void addTable(String name, Set<ServiceCall> calls) {
    calls.add(new ServiceCall("dynamodb:" + name, arns.table()));
  }

  private void addKey(List<String> actions, Set<ServiceCall> calls) {
    if (!key.isEmpty()) {
      actions.forEach(action -> calls.add(new ServiceCall(action, key)));
    }
  }

  private void ofS3(String name, SdkRequest request, int status, Set<ServiceCall> calls) {
    String bucket = request.getValueForField("Bucket", String.class).orElseThrow();
    if (!arns.bucket().endsWith(":::" + bucket)) {
      throw new IllegalArgumentException("a request to another bucket: " + request);
    }
    if (OF_BUCKET.containsKey(name)) {
      calls.add(new ServiceCall(OF_BUCKET.get(name), arns.bucket()));
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
          calls.add(new ServiceCall(action, arns.objects(key)));
        } else {
          addKey(List.of(action), calls);
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
