package dev.vhs.provision;

import dev.vhs.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The policy documents of a store: each grants exactly what its {@link StorePolicy} says.
 *
 * <p>The code uses each action, in that variant, on that resource. Tests run every operation,
 * record its requests, and compare them with these documents in both directions (AWS, "Service
 * Authorization Reference", says which action a request takes).
 */
public final class StorePolicies {
  /** The objects that a store keeps for itself, under the prefix of any store in the bucket. */
  private static final List<String> STORE_OBJECTS = List.of(".vhs/*", "*/.vhs/*");

  private final StoreDefinition store;
  private final Arns arns;
  private final boolean multi;

  private StorePolicies(StoreDefinition store, Arns arns) {
    this.store = store;
    this.arns = arns;
    this.multi = store.variant() == Variant.MULTI;
  }

  /** Returns a policy as indented JSON. */
  public static String json(StorePolicy policy, StoreDefinition store, StoreArns arns) {
    return Documents.json(document(policy, store, arns));
  }

  /** Returns a policy as a document of maps, lists and texts. */
  static Map<String, Object> document(StorePolicy policy, StoreDefinition store, Arns arns) {
    return PolicyStatement.document(new StorePolicies(store, arns).statements(policy));
  }

  private List<PolicyStatement> statements(StorePolicy policy) {
    return switch (policy) {
      case READ -> read();
      case WRITE -> concat(read(), write());
      case MAINTAIN -> concat(read(), maintain());
      case PROVISION -> provision();
    };
  }

  private List<PolicyStatement> read() {
    List<PolicyStatement> statements = new ArrayList<>();
    // Without s3:ListBucket, S3 answers for a missing object that access is denied.
    statements.add(
        onTable(
            "VhsReadTable",
            "dynamodb:DescribeTable",
            "dynamodb:GetItem",
            multi ? "dynamodb:Query" : "dynamodb:BatchGetItem",
            "dynamodb:Scan"));
    statements.add(onBucket("VhsReadBucket", "s3:ListBucket"));
    statements.add(onObjects("VhsReadObjects", "s3:GetObject"));
    addKey(statements, "VhsReadKey", "kms:Decrypt");
    return statements;
  }

  private List<PolicyStatement> write() {
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(
        multi
            ? onTable("VhsWriteTable", "dynamodb:ConditionCheckItem", "dynamodb:PutItem")
            : onTable("VhsWriteTable", "dynamodb:PutItem", "dynamodb:UpdateItem"));
    statements.add(
        onObjects("VhsWriteObjects", "s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject"));
    addKey(statements, "VhsWriteKey", "kms:GenerateDataKey");
    return statements;
  }

  private List<PolicyStatement> maintain() {
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(
        onTable(
            "VhsMaintainTable",
            "dynamodb:DeleteItem",
            "dynamodb:DescribeTimeToLive",
            "dynamodb:PutItem",
            multi ? null : "dynamodb:UpdateItem"));
    statements.add(
        onBucket("VhsMaintainBucket", "s3:ListBucketMultipartUploads", "s3:ListBucketVersions"));
    statements.add(
        onObjects(
            "VhsMaintainObjects",
            "s3:AbortMultipartUpload",
            "s3:DeleteObject",
            "s3:DeleteObjectVersion"));
    statements.add(onStoreObjects("VhsMaintainStoreObject", "s3:PutObject"));
    addKey(statements, "VhsMaintainKey", "kms:GenerateDataKey");
    return statements;
  }

  private List<PolicyStatement> provision() {
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(
        onTable(
            "VhsProvisionTable",
            "dynamodb:CreateTable",
            "dynamodb:DeleteTable",
            "dynamodb:DescribeContinuousBackups",
            "dynamodb:DescribeTable",
            "dynamodb:DescribeTimeToLive",
            "dynamodb:ListTagsOfResource",
            "dynamodb:Scan",
            "dynamodb:TagResource",
            "dynamodb:UpdateContinuousBackups",
            "dynamodb:UpdateTable"));
    statements.add(
        onBucket(
            "VhsProvisionBucket",
            "s3:CreateBucket",
            "s3:DeleteBucket",
            "s3:GetBucketPolicy",
            "s3:GetBucketPublicAccessBlock",
            "s3:GetBucketTagging",
            "s3:GetBucketVersioning",
            "s3:GetEncryptionConfiguration",
            "s3:GetLifecycleConfiguration",
            "s3:ListBucket",
            "s3:ListBucketVersions",
            "s3:PutBucketPolicy",
            "s3:PutBucketPublicAccessBlock",
            "s3:PutBucketTagging",
            "s3:PutBucketVersioning",
            "s3:PutEncryptionConfiguration",
            "s3:PutLifecycleConfiguration"));
    statements.add(onStoreObjects("VhsProvisionStoreObject", "s3:DeleteObjectVersion"));
    if (!store.readPrincipals().isEmpty()) {
      statements.add(
          PolicyStatement.allow(
              "VhsProvisionRole",
              arns.role(),
              List.of(
                  "iam:CreateRole",
                  "iam:DeleteRole",
                  "iam:DeleteRolePolicy",
                  "iam:GetRole",
                  "iam:GetRolePolicy",
                  "iam:ListRolePolicies",
                  "iam:PutRolePolicy",
                  "iam:UpdateAssumeRolePolicy")));
    }
    // DynamoDB needs these of the caller to encrypt a table (AWS, "DynamoDB encryption at rest:
    // Authorizing use of your customer managed key").
    addKey(
        statements,
        "VhsProvisionKey",
        "kms:CreateGrant",
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo");
    return statements;
  }

  private PolicyStatement onTable(String sid, @Nullable String... actions) {
    return PolicyStatement.allow(sid, arns.table(), given(actions));
  }

  private PolicyStatement onBucket(String sid, String... actions) {
    return PolicyStatement.allow(sid, arns.bucket(), List.of(actions));
  }

  private PolicyStatement onObjects(String sid, String... actions) {
    return PolicyStatement.allow(sid, arns.objects("*"), List.of(actions));
  }

  private PolicyStatement onStoreObjects(String sid, String... actions) {
    return new PolicyStatement(
        sid, List.of(actions), STORE_OBJECTS.stream().map(arns::objects).toList());
  }

  private void addKey(List<PolicyStatement> statements, String sid, String... actions) {
    store
        .kmsKeyArn()
        .ifPresent(key -> statements.add(PolicyStatement.allow(sid, key, List.of(actions))));
  }

  private static List<String> given(@Nullable String... actions) {
    List<String> given = new ArrayList<>();
    for (String action : actions) {
      if (action != null) {
        given.add(action);
      }
    }
    return given;
  }

  private static List<PolicyStatement> concat(
      List<PolicyStatement> first, List<PolicyStatement> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
