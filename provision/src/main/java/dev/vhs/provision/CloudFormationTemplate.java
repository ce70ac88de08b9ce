package dev.vhs.provision;

import static dev.vhs.provision.Documents.map;

import dev.vhs.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;

/**
 * The CloudFormation template of a store: the same table, bucket, role and policies that {@link
 * Provisioner} creates. Deleting the stack keeps table and bucket, and the vault of a backup plan.
 *
 * <p>Its parameters are the names, with those of the definition as defaults. Its outputs are names,
 * ARNs and the four policies: {@code ReadPolicy} is {@code store_read_policy} of the Terraform
 * modules, and so on.
 */
public final class CloudFormationTemplate {
  static final String TABLE = "Table";
  static final String BUCKET = "Bucket";
  private static final String ROLE = "AssumableReadRole";

  private static final String TABLE_NAME = "TableName";
  private static final String BUCKET_NAME = "BucketName";
  private static final String ROLE_NAME = "ReadRoleName";
  private static final String READERS = "ReadPrincipals";

  /** The resources as parts of a text that {@code Fn::Sub} fills in. */
  private static final Arns IN_TEXT =
      new StoreArns(
          "${Table.Arn}",
          "${Bucket.Arn}",
          "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${ReadRoleName}");

  private final StoreDefinition store;

  private CloudFormationTemplate(StoreDefinition store) {
    this.store = store;
  }

  /** Returns the template as YAML. */
  public static String yaml(StoreDefinition store) {
    return Documents.yaml(new CloudFormationTemplate(store).document());
  }

  /** Returns the template as JSON. */
  public static String json(StoreDefinition store) {
    return Documents.json(new CloudFormationTemplate(store).document());
  }

  private Map<String, Object> document() {
    Map<String, Object> template = new LinkedHashMap<>();
    template.put("AWSTemplateFormatVersion", "2010-09-09");
    template.put(
        "Description",
        "%s %s of vhs: a DynamoDB table and an S3 bucket. Deleting the stack keeps both."
            .formatted(store.variant().text(), store.name()));
    template.put("Parameters", parameters());
    template.put("Resources", resources());
    template.put("Outputs", outputs());
    return template;
  }

  private boolean hasReaders() {
    return !store.readPrincipals().isEmpty();
  }

  /**
   * Returns whether the readers can be a list with commas between: names in IAM may have commas.
   */
  private boolean readersAreAParameter() {
    return store.readPrincipals().stream().noneMatch(reader -> reader.contains(","));
  }

  private Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put(TABLE_NAME, parameter("String", "The table's name", store.tableName()));
    parameters.put(BUCKET_NAME, parameter("String", "The bucket's name", store.bucketName()));
    if (hasReaders()) {
      parameters.put(ROLE_NAME, parameter("String", "The read role's name", store.readRoleName()));
      if (readersAreAParameter()) {
        parameters.put(
            READERS,
            parameter(
                "CommaDelimitedList",
                "Who may assume the read role",
                String.join(",", store.readPrincipals())));
      }
    }
    if (store.backupPlan().isPresent()) {
      parameters.put(
          BackupTemplate.VAULT_NAME,
          parameter("String", "The backup vault's name", store.name() + BackupPlan.VAULT_SUFFIX));
    }
    return parameters;
  }

  private static Map<String, Object> parameter(String type, String description, String value) {
    return map("Type", type, "Description", description, "Default", value);
  }

  private Map<String, Object> resources() {
    Map<String, Object> resources = new LinkedHashMap<>();
    resources.put(TABLE, kept("AWS::DynamoDB::Table", table()));
    resources.put(BUCKET, kept("AWS::S3::Bucket", bucket()));
    resources.put("BucketPolicy", map("Type", "AWS::S3::BucketPolicy", "Properties", tlsOnly()));
    if (hasReaders()) {
      resources.put(ROLE, map("Type", "AWS::IAM::Role", "Properties", role()));
    }
    store.backupPlan().ifPresent(plan -> BackupTemplate.addTo(resources, store, plan));
    return resources;
  }

  static Map<String, Object> kept(String type, Map<String, Object> properties) {
    return map(
        "Type",
        type,
        "DeletionPolicy",
        "Retain",
        "UpdateReplacePolicy",
        "Retain",
        "Properties",
        properties);
  }

  private Map<String, Object> table() {
    List<Object> attributes = new ArrayList<>();
    List<Object> keys = new ArrayList<>();
    attributes.add(map("AttributeName", "id", "AttributeType", "S"));
    keys.add(map("AttributeName", "id", "KeyType", "HASH"));
    if (store.variant() == Variant.MULTI) {
      attributes.add(map("AttributeName", "version", "AttributeType", "N"));
      keys.add(map("AttributeName", "version", "KeyType", "RANGE"));
    }
    Map<String, Object> table =
        map(
            "TableName",
            ref(TABLE_NAME),
            "AttributeDefinitions",
            attributes,
            "KeySchema",
            keys,
            "BillingMode",
            store.billingMode().text());
    if (!store.billingMode().isOnDemand()) {
      table.put(
          "ProvisionedThroughput",
          map(
              "ReadCapacityUnits", store.billingMode().readUnits(),
              "WriteCapacityUnits", store.billingMode().writeUnits()));
    }
    if (store.stream()) {
      table.put("StreamSpecification", map("StreamViewType", "NEW_AND_OLD_IMAGES"));
    }
    store
        .kmsKeyArn()
        .ifPresent(
            key ->
                table.put(
                    "SSESpecification",
                    map("SSEEnabled", true, "SSEType", "KMS", "KMSMasterKeyId", key)));
    table.put(
        "PointInTimeRecoverySpecification",
        map("PointInTimeRecoveryEnabled", store.pointInTimeRecovery()));
    table.put("DeletionProtectionEnabled", store.deletionProtection());
    if (store.tableTlsOnly()) {
      // A table's policy can't refer to the table itself.
      String arn = "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/";
      table.put(
          "ResourcePolicy",
          map(
              "PolicyDocument",
              Documents.policy(
                  List.of(
                      TablePolicy.tlsOnly(
                          map("Fn::Sub", arn + "${TableName}"),
                          map("Fn::Sub", arn + "${TableName}/*"))))));
    }
    Map<String, Object> tags = new LinkedHashMap<>(store.tableTags());
    tags.put("Name", ref(TABLE_NAME));
    table.put("Tags", tags(tags));
    return table;
  }

  private Map<String, Object> bucket() {
    Map<String, Object> encryption =
        store
            .kmsKeyArn()
            .map(key -> map("SSEAlgorithm", "aws:kms", "KMSMasterKeyID", key))
            .orElseGet(() -> map("SSEAlgorithm", "AES256"));
    Map<String, Object> bucket =
        map(
            "BucketName",
            ref(BUCKET_NAME),
            "BucketEncryption",
            map(
                "ServerSideEncryptionConfiguration",
                List.of(
                    map(
                        "ServerSideEncryptionByDefault",
                        encryption,
                        "BucketKeyEnabled",
                        store.kmsKeyArn().isPresent()))),
            "PublicAccessBlockConfiguration",
            map(
                "BlockPublicAcls",
                true,
                "BlockPublicPolicy",
                true,
                "IgnorePublicAcls",
                true,
                "RestrictPublicBuckets",
                true));
    bucket.put(
        "OwnershipControls",
        map(
            "Rules",
            List.of(map("ObjectOwnership", ObjectOwnership.BUCKET_OWNER_ENFORCED.toString()))));
    if (store.bucketVersioning()) {
      bucket.put("VersioningConfiguration", map("Status", "Enabled"));
    }
    List<Object> rules = new ArrayList<>();
    for (BucketRule rule : BucketRule.values()) {
      if (rule.isWanted(store)) {
        Map<String, Object> document = map("Id", rule.id(), "Status", "Enabled");
        document.putAll(rule.template());
        rules.add(document);
      }
    }
    bucket.put("LifecycleConfiguration", map("Rules", rules));
    addOptions(bucket);
    SortedMap<String, String> tags = store.tags();
    if (!tags.isEmpty()) {
      bucket.put("Tags", tags(tags));
    }
    return bucket;
  }

  /** Adds the properties of a bucket that were asked for. */
  private void addOptions(Map<String, Object> bucket) {
    store
        .accessLogBucket()
        .ifPresent(
            to ->
                bucket.put(
                    "LoggingConfiguration",
                    map(
                        "DestinationBucketName",
                        to,
                        "LogFilePrefix",
                        map("Fn::Sub", "${BucketName}/"))));
    if (store.eventBridge()) {
      bucket.put(
          "NotificationConfiguration",
          map("EventBridgeConfiguration", map("EventBridgeEnabled", true)));
    }
    store
        .objectLockDays()
        .ifPresent(
            days -> {
              Map<String, Object> retention = map("Mode", "GOVERNANCE", "Days", days);
              bucket.put("ObjectLockEnabled", true);
              bucket.put(
                  "ObjectLockConfiguration",
                  map("ObjectLockEnabled", "Enabled", "Rule", map("DefaultRetention", retention)));
            });
    store
        .replication()
        .ifPresent(
            to -> {
              Map<String, Object> rule =
                  map(
                      "Id",
                      BucketOption.REPLICATION_RULE,
                      "Status",
                      "Enabled",
                      "Priority",
                      1,
                      "Filter",
                      map("Prefix", ""),
                      "DeleteMarkerReplication",
                      map("Status", "Enabled"),
                      "Destination",
                      map("Bucket", to.bucketArn()));
              bucket.put(
                  "ReplicationConfiguration", map("Role", to.roleArn(), "Rules", List.of(rule)));
            });
  }

  private static Map<String, Object> tlsOnly() {
    return map(
        "Bucket",
        ref(BUCKET),
        "PolicyDocument",
        Documents.policy(
            List.of(
                BucketPolicy.tlsOnly(
                    References.INSTANCE.bucket(), References.INSTANCE.objects("*")))));
  }

  private Map<String, Object> role() {
    Map<String, Object> role =
        map(
            "RoleName",
            ref(ROLE_NAME),
            "AssumeRolePolicyDocument",
            RoleSetting.trustDocument(
                store, readersAreAParameter() ? ref(READERS) : store.readPrincipals()),
            "Policies",
            List.of(
                map(
                    "PolicyName",
                    RoleSetting.POLICY_NAME,
                    "PolicyDocument",
                    StorePolicies.document(StorePolicy.READ, store, References.INSTANCE))));
    store.permissionsBoundary().ifPresent(arn -> role.put("PermissionsBoundary", arn));
    return role;
  }

  private Map<String, Object> outputs() {
    Map<String, Object> outputs = new LinkedHashMap<>();
    outputs.put(TABLE_NAME, output("The table's name", ref(TABLE)));
    outputs.put("TableArn", output("The table's ARN", attribute(TABLE, "Arn")));
    if (store.stream()) {
      outputs.put(
          "TableStreamArn", output("The ARN of the table's stream", attribute(TABLE, "StreamArn")));
    }
    outputs.put(BUCKET_NAME, output("The bucket's name", ref(BUCKET)));
    outputs.put("BucketArn", output("The bucket's ARN", attribute(BUCKET, "Arn")));
    if (hasReaders()) {
      outputs.put(ROLE, output("The ARN of the readers' role", attribute(ROLE, "Arn")));
    }
    for (StorePolicy policy : StorePolicy.values()) {
      String text = Documents.compactJson(StorePolicies.document(policy, store, IN_TEXT));
      outputs.put(
          Character.toUpperCase(policy.text().charAt(0)) + policy.text().substring(1) + "Policy",
          output("The policy '%s', as JSON".formatted(policy.text()), map("Fn::Sub", text)));
    }
    return outputs;
  }

  private static Map<String, Object> output(String description, Object value) {
    return map("Description", description, "Value", value);
  }

  private static List<Object> tags(Map<String, ?> tags) {
    List<Object> list = new ArrayList<>();
    tags.forEach((name, value) -> list.add(map("Key", name, "Value", value)));
    return list;
  }

  static Map<String, Object> ref(String name) {
    return map("Ref", name);
  }

  static Map<String, Object> attribute(String resource, String name) {
    return map("Fn::GetAtt", List.of(resource, name));
  }

  /** The resources as references within the template. */
  private enum References implements Arns {
    INSTANCE;

    @Override
    public Object table() {
      return attribute(TABLE, "Arn");
    }

    @Override
    public Object bucket() {
      return attribute(BUCKET, "Arn");
    }

    @Override
    public Object objects(String keys) {
      return map("Fn::Sub", "${Bucket.Arn}/" + keys);
    }

    @Override
    public Object role() {
      return attribute(ROLE, "Arn");
    }
  }
}
