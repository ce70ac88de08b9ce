package dev.vhs.provision;

import dev.vhs.InvalidRequest;
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
  /** The services for which a key is used. A key's other uses are not the store's. */
  private static final String DYNAMO_DB = "dynamodb.*.amazonaws.com*";

  private static final String S3 = "s3.*.amazonaws.com*";

  private static final String LIKE = "StringLike";
  private static final String VIA_SERVICE = "kms:ViaService";

  /**
   * The id of the store's own row. Its first character is a control character, which a policy can't
   * contain.
   */
  private static final String STORE_ROW = "?vhs-store";

  private final StoreDefinition store;
  private final Arns arns;
  private final PolicyScope scope;
  private final boolean multi;

  private StorePolicies(StoreDefinition store, Arns arns, PolicyScope scope) {
    this.store = store;
    this.arns = arns;
    this.scope = scope;
    this.multi = store.variant() == Variant.MULTI;
  }

  /** Returns a policy for the whole store as indented JSON. */
  public static String json(StorePolicy policy, StoreDefinition store, StoreArns arns) {
    return json(policy, store, arns, PolicyScope.all());
  }

  /**
   * Returns a policy for a part of the table and the bucket as indented JSON.
   *
   * @throws InvalidRequest if the scope doesn't have the policy
   */
  public static String json(
      StorePolicy policy, StoreDefinition store, StoreArns arns, PolicyScope scope) {
    return Documents.json(
        PolicyStatement.document(new StorePolicies(store, arns, scope).statements(policy)));
  }

  /**
   * Returns the policies that a scope has: a tenant reads and writes, and only a whole bucket is
   * provisioned.
   */
  public static List<StorePolicy> of(PolicyScope scope) {
    if (scope.isTenant()) {
      return List.of(StorePolicy.READ, StorePolicy.WRITE);
    }
    return scope.isPart()
        ? List.of(StorePolicy.READ, StorePolicy.WRITE, StorePolicy.MAINTAIN)
        : List.of(StorePolicy.values());
  }

  /** Returns a policy for the whole store as a document of maps, lists and texts. */
  static Map<String, Object> document(StorePolicy policy, StoreDefinition store, Arns arns) {
    return PolicyStatement.document(
        new StorePolicies(store, arns, PolicyScope.all()).statements(policy));
  }

  private List<PolicyStatement> statements(StorePolicy policy) {
    if (!of(scope).contains(policy)) {
      throw new InvalidRequest(
          "Policy '%s' is about more than a %s; expected %s"
              .formatted(
                  policy.text(),
                  scope.isTenant() ? "tenant" : "prefix",
                  scope.isTenant() ? "read or write" : "read, write or maintain"));
    }
    return switch (policy) {
      case READ -> read();
      case WRITE -> concat(read(), write());
      case MAINTAIN -> concat(read(), maintain());
      case PROVISION -> provision();
    };
  }

  private List<PolicyStatement> read() {
    List<PolicyStatement> statements = new ArrayList<>();
    String several = multi ? "dynamodb:Query" : "dynamodb:BatchGetItem";
    if (scope.isTenant()) {
      statements.add(onTable("dynamodb:DescribeTable"));
      // A scan has no leading keys, so it would be allowed if it were here.
      statements.add(
          leading(onTable("dynamodb:GetItem", several), List.of(scope.ids(), STORE_ROW)));
      statements.add(onStoreObject("s3:GetObject"));
    } else {
      statements.add(
          onTable("dynamodb:DescribeTable", "dynamodb:GetItem", several, "dynamodb:Scan"));
      // Without s3:ListBucket, S3 answers for a missing object that access is denied.
      statements.add(listing("s3:ListBucket"));
    }
    statements.add(onObjects("s3:GetObject"));
    addKey(statements, "kms:Decrypt");
    return statements;
  }

  private List<PolicyStatement> write() {
    List<PolicyStatement> statements = new ArrayList<>();
    PolicyStatement rows =
        multi
            ? onTable("dynamodb:ConditionCheckItem", "dynamodb:PutItem")
            : onTable("dynamodb:PutItem", "dynamodb:UpdateItem");
    statements.add(scope.isTenant() ? leading(rows, List.of(scope.ids())) : rows);
    statements.add(onObjects("s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject"));
    statements.add(onlyNew(List.of(arns.objects(scope.objects()))));
    if (!scope.isTenant()) {
      // The first writer creates it. Without it, nobody could say which table the objects belong
      // to. A tenant's objects don't include it.
      statements.add(PolicyStatement.deny(storeObject(), List.of("s3:DeleteObject")));
    }
    addKey(statements, "kms:GenerateDataKey");
    return statements;
  }

  private List<PolicyStatement> maintain() {
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(
        onTable(
            "dynamodb:DeleteItem",
            "dynamodb:DescribeTimeToLive",
            "dynamodb:PutItem",
            multi ? null : "dynamodb:UpdateItem"));
    // S3 knows no condition by which the listing of uploads could be limited to a prefix.
    statements.add(onBucket("s3:ListBucketMultipartUploads"));
    statements.add(listing("s3:ListBucketVersions"));
    statements.add(
        onObjects("s3:AbortMultipartUpload", "s3:DeleteObject", "s3:DeleteObjectVersion"));
    statements.add(onStoreObjects("s3:PutObject"));
    statements.add(onlyNew(scope.madeOnce().stream().map(arns::objects).toList()));
    addKey(statements, "kms:GenerateDataKey");
    return statements;
  }

  private List<PolicyStatement> provision() {
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(
        onTable(
            "dynamodb:CreateTable",
            "dynamodb:DeleteTable",
            "dynamodb:DescribeContinuousBackups",
            "dynamodb:DescribeTable",
            "dynamodb:DescribeTimeToLive",
            store.tableTlsOnly() ? "dynamodb:GetResourcePolicy" : null,
            "dynamodb:ListTagsOfResource",
            store.tableTlsOnly() ? "dynamodb:PutResourcePolicy" : null,
            "dynamodb:Scan",
            "dynamodb:TagResource",
            "dynamodb:UpdateContinuousBackups",
            "dynamodb:UpdateTable"));
    statements.add(
        onBucket(
            "s3:CreateBucket",
            "s3:DeleteBucket",
            "s3:GetBucketOwnershipControls",
            "s3:GetBucketPolicy",
            "s3:GetBucketPublicAccessBlock",
            "s3:GetBucketTagging",
            "s3:GetBucketVersioning",
            "s3:GetEncryptionConfiguration",
            "s3:GetLifecycleConfiguration",
            "s3:ListBucket",
            "s3:ListBucketVersions",
            "s3:PutBucketOwnershipControls",
            "s3:PutBucketPolicy",
            "s3:PutBucketPublicAccessBlock",
            "s3:PutBucketTagging",
            "s3:PutBucketVersioning",
            "s3:PutEncryptionConfiguration",
            "s3:PutLifecycleConfiguration"));
    List<String> options = optionsOfBucket();
    if (!options.isEmpty()) {
      statements.add(PolicyStatement.allow(arns.bucket(), options));
    }
    // S3 copies as the role, which whoever sets that up must be allowed to hand on.
    store
        .replication()
        .ifPresent(
            to ->
                statements.add(
                    PolicyStatement.allow(to.roleArn(), List.of("iam:PassRole"))
                        .when("StringEquals", "iam:PassedToService", "s3.amazonaws.com")));
    statements.add(onStoreObjects("s3:DeleteObjectVersion"));
    if (!store.readPrincipals().isEmpty()) {
      addRole(statements);
    }
    // DynamoDB needs these of the caller to encrypt a table (AWS, "DynamoDB encryption at rest:
    // Authorizing use of your customer managed key").
    store
        .kmsKeyArn()
        .ifPresent(
            key -> {
              statements.add(
                  PolicyStatement.allow(
                          key,
                          List.of(
                              "kms:Decrypt",
                              "kms:DescribeKey",
                              "kms:Encrypt",
                              "kms:GenerateDataKey",
                              "kms:ReEncryptFrom",
                              "kms:ReEncryptTo"))
                      .when(LIKE, VIA_SERVICE, DYNAMO_DB));
              // A grant to anyone else would outlast this policy.
              statements.add(
                  PolicyStatement.allow(key, List.of("kms:CreateGrant"))
                      .when("Bool", "kms:GrantIsForAWSResource", "true")
                      .when(LIKE, VIA_SERVICE, DYNAMO_DB));
            });
    return statements;
  }

  /** Returns the actions for the settings of the bucket that were asked for. */
  private List<String> optionsOfBucket() {
    List<String> actions = new ArrayList<>();
    if (store.accessLogBucket().isPresent()) {
      actions.addAll(List.of("s3:GetBucketLogging", "s3:PutBucketLogging"));
    }
    if (store.eventBridge()) {
      actions.addAll(List.of("s3:GetBucketNotification", "s3:PutBucketNotification"));
    }
    if (store.objectLockDays().isPresent()) {
      actions.addAll(
          List.of("s3:GetBucketObjectLockConfiguration", "s3:PutBucketObjectLockConfiguration"));
    }
    if (store.replication().isPresent()) {
      actions.addAll(List.of("s3:GetReplicationConfiguration", "s3:PutReplicationConfiguration"));
    }
    return actions;
  }

  /**
   * Adds the permissions for the readers' role; one that may give it a policy is held by a
   * boundary.
   */
  private void addRole(List<PolicyStatement> statements) {
    PolicyStatement changes =
        PolicyStatement.allow(
            arns.role(), List.of("iam:CreateRole", "iam:DeleteRolePolicy", "iam:PutRolePolicy"));
    statements.add(
        store
            .permissionsBoundary()
            .map(boundary -> changes.when("StringEquals", "iam:PermissionsBoundary", boundary))
            .orElse(changes));
    statements.add(
        PolicyStatement.allow(
            arns.role(),
            List.of(
                "iam:DeleteRole",
                "iam:GetRole",
                "iam:GetRolePolicy",
                "iam:ListRolePolicies",
                "iam:UpdateAssumeRolePolicy")));
  }

  private PolicyStatement onTable(@Nullable String... actions) {
    return PolicyStatement.allow(arns.table(), given(actions));
  }

  private static PolicyStatement leading(PolicyStatement statement, List<String> ids) {
    return statement.when("ForAllValues:StringLike", "dynamodb:LeadingKeys", ids);
  }

  private PolicyStatement onBucket(String... actions) {
    return PolicyStatement.allow(arns.bucket(), List.of(actions));
  }

  /** Returns the permission to list what the scope has. */
  private PolicyStatement listing(String action) {
    PolicyStatement statement = onBucket(action);
    return scope.isPart() ? statement.when(LIKE, "s3:prefix", scope.listed()) : statement;
  }

  private PolicyStatement onObjects(String... actions) {
    return PolicyStatement.allow(arns.objects(scope.objects()), List.of(actions));
  }

  /**
   * Returns the denial of uploads that could replace an object. The requests that begin an upload
   * in parts, and send them, create nothing, and have no such condition (AWS, "Enforce conditional
   * writes on Amazon S3 buckets").
   */
  private static PolicyStatement onlyNew(List<Object> objects) {
    return PolicyStatement.deny(objects, List.of("s3:PutObject"))
        .when("Null", "s3:if-none-match", "true")
        .when("Bool", "s3:ObjectCreationOperation", "true");
  }

  private PolicyStatement onStoreObjects(String... actions) {
    return PolicyStatement.allow(
        scope.storeObjects().stream().map(arns::objects).toList(), List.of(actions));
  }

  private PolicyStatement onStoreObject(String... actions) {
    return PolicyStatement.allow(storeObject(), List.of(actions));
  }

  private List<Object> storeObject() {
    return scope.storeObject().stream().map(arns::objects).toList();
  }

  private void addKey(List<PolicyStatement> statements, String... actions) {
    store
        .kmsKeyArn()
        .ifPresent(
            key ->
                statements.add(
                    PolicyStatement.allow(key, List.of(actions))
                        .when(LIKE, VIA_SERVICE, List.of(DYNAMO_DB, S3))));
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
