package dev.vhs.provision;

import static dev.vhs.provision.CloudFormationTemplate.attribute;
import static dev.vhs.provision.CloudFormationTemplate.ref;
import static dev.vhs.provision.Documents.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The resources of a {@link BackupPlan} in a CloudFormation template. */
final class BackupTemplate {
  /** The parameter that names the vault. */
  static final String VAULT_NAME = "BackupVaultName";

  private static final String VAULT = "BackupVault";
  private static final String ROLE = "BackupRole";
  private static final String MANAGED = "arn:${AWS::Partition}:iam::aws:policy/";

  private BackupTemplate() {}

  /**
   * Adds them. Table and bucket have a plan each: a selection is of a plan as a whole, and the
   * bucket's turn comes later.
   */
  static void addTo(Map<String, Object> resources, StoreDefinition store, BackupPlan plan) {
    Map<String, Object> vault = map("BackupVaultName", ref(VAULT_NAME));
    store.kmsKeyArn().ifPresent(key -> vault.put("EncryptionKeyArn", key));
    if (!store.tags().isEmpty()) {
      vault.put("BackupVaultTags", store.tags());
    }
    resources.put(VAULT, CloudFormationTemplate.kept("AWS::Backup::BackupVault", vault));
    resources.put(ROLE, map("Type", "AWS::IAM::Role", "Properties", role(plan)));
    add(resources, CloudFormationTemplate.TABLE, plan.tableSchedule(), store, plan);
    if (plan.hasBucket()) {
      add(resources, CloudFormationTemplate.BUCKET, plan.bucketSchedule(), store, plan);
    }
  }

  private static Map<String, Object> role(BackupPlan plan) {
    List<Object> policies = new ArrayList<>();
    policies.add(map("Fn::Sub", MANAGED + "service-role/AWSBackupServiceRolePolicyForBackup"));
    if (plan.hasBucket()) {
      policies.add(map("Fn::Sub", MANAGED + "AWSBackupServiceRolePolicyForS3Backup"));
    }
    return map(
        "AssumeRolePolicyDocument", BackupPlan.trustDocument(), "ManagedPolicyArns", policies);
  }

  /** Adds the plan of one resource, and the selection that names it. */
  private static void add(
      Map<String, Object> resources,
      String resource,
      String schedule,
      StoreDefinition store,
      BackupPlan plan) {
    String name = "${%s}-%s".formatted(VAULT_NAME, resource.toLowerCase(Locale.ROOT));
    Map<String, Object> rule =
        map(
            "RuleName",
            "daily",
            "TargetBackupVault",
            ref(VAULT),
            "ScheduleExpression",
            schedule,
            "StartWindowMinutes",
            BackupPlan.START_WINDOW_MINUTES,
            "Lifecycle",
            map("DeleteAfterDays", plan.days()));
    Map<String, Object> properties =
        map(
            "BackupPlan",
            map("BackupPlanName", map("Fn::Sub", name), "BackupPlanRule", List.of(rule)));
    if (!store.tags().isEmpty()) {
      properties.put("BackupPlanTags", store.tags());
    }
    resources.put(
        resource + "BackupPlan", map("Type", "AWS::Backup::BackupPlan", "Properties", properties));
    Map<String, Object> selection =
        map(
            "SelectionName",
            resource.toLowerCase(Locale.ROOT),
            "IamRoleArn",
            attribute(ROLE, "Arn"),
            "Resources",
            List.of(attribute(resource, "Arn")));
    resources.put(
        resource + "BackupSelection",
        map(
            "Type",
            "AWS::Backup::BackupSelection",
            "Properties",
            map("BackupPlanId", ref(resource + "BackupPlan"), "BackupSelection", selection)));
  }
}
