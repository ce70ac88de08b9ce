package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vhs.InvalidRequest;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

/** Backup plans in templates; {@code backup.tftest.hcl} tests those of the Terraform modules. */
class BackupPlanTest {
  private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/1";

  @Test
  void aTemplateCopiesTheTableAlone() {
    JsonNode resources = resources(books().backupPlan(BackupPlan.keptFor(35)));
    assertThat(resources.at("/BackupVault/DeletionPolicy").asText()).isEqualTo("Retain");
    assertThat(rule(resources, "Table").path("TargetBackupVault").path("Ref").asText())
        .isEqualTo("BackupVault");
    assertThat(rule(resources, "Table").path("ScheduleExpression").asText())
        .isEqualTo("cron(0 5 * * ? *)");
    assertThat(rule(resources, "Table").at("/Lifecycle/DeleteAfterDays").asInt()).isEqualTo(35);
    assertThat(selected(resources, "Table")).isEqualTo("[{\"Fn::GetAtt\":[\"Table\",\"Arn\"]}]");
    assertThat(policies(resources)).isEqualTo(List.of("AWSBackupServiceRolePolicyForBackup"));
    assertThat(
            resources.at(
                "/BackupRole/Properties/AssumeRolePolicyDocument/Statement/0/Principal/Service"))
        .hasToString("\"backup.amazonaws.com\"");
    assertThat(resources.has("BucketBackupPlan")).isFalse();
    assertThat(resources.at("/BackupVault/Properties").has("EncryptionKeyArn")).isFalse();
  }

  @Test
  void theBucketIsCopiedWhenTheTablesCopyHasBegun() {
    JsonNode resources =
        resources(books().kmsKeyArn(KEY).backupPlan(BackupPlan.keptFor(7).atHour(23).withBucket()));
    assertThat(rule(resources, "Table").path("ScheduleExpression").asText())
        .isEqualTo("cron(0 23 * * ? *)");
    assertThat(rule(resources, "Table").path("StartWindowMinutes").asInt()).isEqualTo(60);
    assertThat(rule(resources, "Bucket").path("ScheduleExpression").asText())
        .isEqualTo("cron(0 1 * * ? *)");
    assertThat(selected(resources, "Bucket")).isEqualTo("[{\"Fn::GetAtt\":[\"Bucket\",\"Arn\"]}]");
    assertThat(policies(resources)).contains("AWSBackupServiceRolePolicyForS3Backup");
    assertThat(resources.at("/BackupVault/Properties/EncryptionKeyArn").asText()).isEqualTo(KEY);
  }

  @Test
  void withoutAPlanThereIsNone() {
    assertThat(resources(books()).toString()).doesNotContain("Backup::");
    assertThat(TerraformModule.text(books().build(), "./terraform")).doesNotContain("backup");
  }

  @Test
  void aCopyOfTheDefinitionHasThePlan() {
    StoreDefinition store = books().backupPlan(BackupPlan.keptFor(7).withBucket()).build();
    assertThat(TerraformModule.text(store.toBuilder().build(), "./terraform"))
        .contains("backup_plan = {\n    days   = 7\n    hour   = 5\n    bucket = true\n  }");
  }

  @Test
  void whatAwsWouldRefuseIsRefused() {
    refused(() -> books().backupPlan(BackupPlan.keptFor(0)).build(), "from 1 to 36500");
    refused(() -> books().backupPlan(BackupPlan.keptFor(36_501)).build(), "from 1 to 36500");
    refused(() -> books().backupPlan(BackupPlan.keptFor(1).atHour(24)).build(), "Hour 24");
    refused(() -> books().backupPlan(BackupPlan.keptFor(1).atHour(-1)).build(), "Hour -1");
    refused(
        () ->
            books().bucketVersioning(false).backupPlan(BackupPlan.keptFor(1).withBucket()).build(),
        "needs versioning");
    for (String name : List.of("books.and.films", "b".repeat(43))) {
      refused(
          () -> StoreDefinition.builder(name).backupPlan(BackupPlan.keptFor(1)).build(),
          "'" + name + "-backups'");
    }
  }

  @Test
  void requestsMakeAndRemoveNoPlan() {
    StoreDefinition store = books().backupPlan(BackupPlan.keptFor(35)).build();
    try (StoreClients clients = StoreClients.of(Region.EU_WEST_1)) {
      Provisioner provisioner = Provisioner.of(clients);
      refused(() -> provisioner.plan(store), "CloudFormation or Terraform");
      refused(() -> provisioner.create(store, true, change -> {}), "CloudFormation or Terraform");
      refused(() -> provisioner.planDestroy(store), "CloudFormation or Terraform");
      refused(() -> provisioner.destroy(store, true, change -> {}), "CloudFormation or Terraform");
    }
  }

  private static void refused(ThrowingCallable call, String why) {
    assertThatThrownBy(call).isInstanceOf(InvalidRequest.class).hasMessageContaining(why);
  }

  private static StoreDefinition.Builder books() {
    return StoreDefinition.builder("books").tags(Map.of("team", "library"));
  }

  private static JsonNode resources(StoreDefinition.Builder store) {
    return Documents.read(CloudFormationTemplate.json(store.build())).path("Resources");
  }

  private static JsonNode rule(JsonNode resources, String resource) {
    return resources.at("/" + resource + "BackupPlan/Properties/BackupPlan/BackupPlanRule/0");
  }

  private static String selected(JsonNode resources, String resource) {
    JsonNode selection = resources.at("/" + resource + "BackupSelection/Properties");
    assertThat(selection.at("/BackupPlanId/Ref").asText()).isEqualTo(resource + "BackupPlan");
    return selection.at("/BackupSelection/Resources").toString();
  }

  private static List<String> policies(JsonNode resources) {
    return Documents.list(resources.at("/BackupRole/Properties/ManagedPolicyArns")).stream()
        .map(arn -> arn.path("Fn::Sub").asText().replaceFirst(".*/", ""))
        .toList();
  }
}
