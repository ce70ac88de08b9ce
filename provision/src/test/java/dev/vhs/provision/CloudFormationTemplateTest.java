package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The text of templates, without any tool. */
class CloudFormationTemplateTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @ParameterizedTest
  @MethodSource("dev.vhs.provision.CloudFormationIT#definitions")
  void bothFormatsSayTheSame(StoreDefinition store) throws IOException {
    assertThat(YAML.readTree(CloudFormationTemplate.yaml(store)))
        .isEqualTo(YAML.readTree(CloudFormationTemplate.json(store)));
  }

  @ParameterizedTest
  @MethodSource("dev.vhs.provision.CloudFormationIT#definitions")
  void parametersAndOutputsAreTheModulesOnes(StoreDefinition store) {
    JsonNode template = template(store);
    assertThat(template.at("/Parameters/TableName/Default").asText()).isEqualTo(store.tableName());
    assertThat(template.at("/Parameters/BucketName/Default").asText())
        .isEqualTo(store.bucketName());
    List<String> outputs = new ArrayList<>();
    template.path("Outputs").fieldNames().forEachRemaining(outputs::add);
    List<String> expected =
        new ArrayList<>(
            List.of(
                "TableName",
                "TableArn",
                "BucketName",
                "BucketArn",
                "ReadPolicy",
                "WritePolicy",
                "MaintainPolicy",
                "ProvisionPolicy"));
    if (store.stream()) {
      expected.add("TableStreamArn");
    }
    if (!store.readPrincipals().isEmpty()) {
      expected.add("AssumableReadRole");
    }
    assertThat(outputs).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("dev.vhs.provision.CloudFormationIT#definitions")
  void deletingTheStackKeepsTableAndBucket(StoreDefinition store) {
    for (String kept : List.of("Table", "Bucket")) {
      JsonNode resource = template(store).path("Resources").path(kept);
      assertThat(resource.path("DeletionPolicy").asText()).isEqualTo("Retain");
      assertThat(resource.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
    }
  }

  /** Compares the settings that a stand-in for AWS drops, in words. */
  @ParameterizedTest
  @MethodSource("dev.vhs.provision.CloudFormationIT#definitions")
  void whatServersDropIsAsDefined(StoreDefinition store) {
    JsonNode template = template(store);
    Map<String, String> said = new TreeMap<>();
    JsonNode table = template.at("/Resources/Table/Properties");
    said.put(
        TableSetting.POINT_IN_TIME_RECOVERY.text(),
        Setting.onOff(
            table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean()));
    JsonNode bucket = template.at("/Resources/Bucket/Properties");
    List<Boolean> blocked = new ArrayList<>();
    bucket.path("PublicAccessBlockConfiguration").forEach(one -> blocked.add(one.asBoolean()));
    assertThat(blocked).hasSize(4);
    said.put(BucketSetting.PUBLIC_ACCESS.text(), blocked.contains(false) ? "in part" : "blocked");
    said.put(
        BucketSetting.OWNERSHIP.text(),
        bucket.at("/OwnershipControls/Rules/0/ObjectOwnership").asText());
    said.put(
        BucketSetting.VERSIONING.text(),
        Setting.onOff(bucket.at("/VersioningConfiguration/Status").asText().equals("Enabled")));
    said.put(BucketSetting.TLS_ONLY.text(), Setting.onOff(deniesPlainHttp(template)));
    JsonNode rules = bucket.at("/LifecycleConfiguration/Rules");
    said.put(
        BucketSetting.STANDARD_IA.text(),
        text(
            BucketRule.STANDARD_IA,
            rule(rules, "objects_to_standard_ia").at("/Transitions/0/TransitionInDays")));
    said.put(
        BucketSetting.NONCURRENT_VERSIONS.text(),
        text(
            BucketRule.NONCURRENT_VERSIONS,
            rule(rules, "noncurrent_versions").at("/NoncurrentVersionExpiration/NoncurrentDays")));
    said.put(
        BucketSetting.STALE_UPLOADS.text(),
        text(
            BucketRule.STALE_UPLOADS,
            rule(rules, "stale_uploads")
                .at("/AbortIncompleteMultipartUpload/DaysAfterInitiation")));

    Map<String, String> wanted = new TreeMap<>();
    CloudFormationIT.DROPPED.forEach(setting -> wanted.put(setting.text(), setting.wanted(store)));
    assertThat(said).isEqualTo(wanted);
  }

  @ParameterizedTest
  @MethodSource("dev.vhs.provision.CloudFormationIT#definitions")
  void optionsAreThereWhereTheyAreAskedFor(StoreDefinition store) {
    JsonNode table = template(store).at("/Resources/Table/Properties");
    JsonNode bucket = template(store).at("/Resources/Bucket/Properties");
    boolean asked = store.eventBridge();
    assertThat(
            Stream.of(
                table.path("ResourcePolicy"),
                bucket.path("LoggingConfiguration"),
                bucket.path("NotificationConfiguration"),
                bucket.path("ObjectLockEnabled"),
                bucket.path("ReplicationConfiguration")))
        .allMatch(one -> one.isMissingNode() != asked);
    if (asked) {
      assertThat(
              BucketPolicy.deniesPlainHttp(
                  table.at("/ResourcePolicy/PolicyDocument/Statement/0"), "dynamodb:*"))
          .isTrue();
      assertThat(bucket.at("/LoggingConfiguration/DestinationBucketName").asText())
          .isEqualTo("my-logs");
      assertThat(bucket.at("/ObjectLockConfiguration/Rule/DefaultRetention").toString())
          .isEqualTo("{\"Mode\":\"GOVERNANCE\",\"Days\":7}");
      assertThat(bucket.at("/ReplicationConfiguration/Role").asText()).endsWith("role/copies");
    }
  }

  private static JsonNode rule(JsonNode rules, String id) {
    for (JsonNode rule : rules) {
      if (rule.path("Id").asText().equals(id) && rule.path("Status").asText().equals("Enabled")) {
        return rule;
      }
    }
    return rules.path("none");
  }

  private static String text(BucketRule rule, JsonNode days) {
    if (days.isMissingNode()) {
      return BucketRule.NONE;
    }
    assertThat(days.asInt()).isEqualTo(rule.days());
    return rule.text();
  }

  private static boolean deniesPlainHttp(JsonNode template) {
    JsonNode statement =
        template.at("/Resources/BucketPolicy/Properties/PolicyDocument/Statement/0");
    return statement.path("Effect").asText().equals("Deny")
        && statement.path("Principal").asText().equals("*")
        && statement.path("Action").asText().equals("s3:*")
        && statement.at("/Condition/Bool/aws:SecureTransport").asText().equals("false")
        && statement.path("Resource").size() == 2;
  }

  private static JsonNode template(StoreDefinition store) {
    try {
      return YAML.readTree(CloudFormationTemplate.yaml(store));
    } catch (IOException e) {
      throw new AssertionError("no YAML", e);
    }
  }
}
