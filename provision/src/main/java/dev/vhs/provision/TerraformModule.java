package dev.vhs.provision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The Terraform code of a store: a call of the project's modules {@code
 * terraform/single-version-store} and {@code terraform/multi-version-store}, hardened as {@link
 * Provisioner} does it.
 */
public final class TerraformModule {
  private final StringBuilder lines = new StringBuilder();
  private final Map<String, String> group = new LinkedHashMap<>();

  private TerraformModule() {}

  /**
   * Returns the module block, formatted as {@code terraform fmt} does it.
   *
   * @param source the modules' place without the variant's own folder: a path or a URL that
   *     Terraform accepts, such as {@code ./terraform}
   */
  public static String text(StoreDefinition store, String source) {
    return new TerraformModule().write(store, source);
  }

  private String write(StoreDefinition store, String source) {
    lines.append("module ").append(quoted(label(store.name()))).append(" {\n");
    group.put("source", quoted(source + "/" + store.variant().text()));
    endGroup();
    group.put("name", quoted(store.name()));
    group.put("table_name", quoted(store.tableName()));
    group.put("bucket_name", quoted(store.bucketName()));
    if (!store.bucketVersioning()) {
      group.put("validate_bucket_name", "true");
    }
    endGroup();
    if (!store.tags().isEmpty()) {
      group.put("tags", map(store.tags()));
      endGroup();
    }
    if (!store.readPrincipals().isEmpty()) {
      group.put("read_principals", list(store.readPrincipals()));
      endGroup();
      if (!store.bucketVersioning()) {
        group.put("least_privilege_read_role", "true");
      }
      store.readExternalId().ifPresent(id -> group.put("read_external_id", quoted(id)));
      store.readOrganization().ifPresent(id -> group.put("read_organization", quoted(id)));
      store.permissionsBoundary().ifPresent(arn -> group.put("permissions_boundary", quoted(arn)));
    }
    if (store.bucketVersioning()) {
      group.put("hardened", "true");
    } else {
      group.put("tls_only", "true");
      group.put("block_public_access", "true");
      group.put("enforce_bucket_ownership", "true");
    }
    store.kmsKeyArn().ifPresent(key -> group.put("kms_key", "{ arn = " + quoted(key) + " }"));
    if (!store.billingMode().isOnDemand()) {
      group.put("billing_mode", quoted(store.billingMode().text()));
      group.put("read_capacity", String.valueOf(store.billingMode().readUnits()));
      group.put("write_capacity", String.valueOf(store.billingMode().writeUnits()));
    }
    group.put("point_in_time_recovery", String.valueOf(store.pointInTimeRecovery()));
    group.put("deletion_protection", String.valueOf(store.deletionProtection()));
    group.put("stream", String.valueOf(store.stream()));
    group.put("cycle_objects_to_standard_ia", String.valueOf(store.cycleObjectsToStandardIa()));
    endGroup();
    store.accessLogBucket().ifPresent(to -> group.put("access_log_bucket", quoted(to)));
    if (store.eventBridge()) {
      group.put("event_bridge", "true");
    }
    store.objectLockDays().ifPresent(days -> group.put("object_lock_days", String.valueOf(days)));
    if (store.tableTlsOnly()) {
      group.put("table_tls_only", "true");
    }
    if (!group.isEmpty()) {
      endGroup();
    }
    store
        .replication()
        .ifPresent(
            to -> {
              String fields =
                  "{\n    bucket_arn = %s\n    role_arn   = %s\n  }"
                      .formatted(quoted(to.bucketArn()), quoted(to.roleArn()));
              group.put("replication", fields);
              endGroup();
            });
    store
        .backupPlan()
        .ifPresent(
            plan -> {
              group.put(
                  "backup_plan",
                  "{\n    days   = %s\n    hour   = %s\n    bucket = %s\n  }"
                      .formatted(plan.days(), plan.hour(), plan.hasBucket()));
              endGroup();
            });
    return lines.append("}\n").toString();
  }

  /** Writes the inputs of a group, with their values aligned. */
  private void endGroup() {
    if (lines.charAt(lines.length() - 2) != '{') {
      lines.append('\n');
    }
    int width = group.keySet().stream().mapToInt(String::length).max().orElse(0);
    group.forEach(
        (name, value) ->
            lines
                .append("  ")
                .append(name)
                .append(" ".repeat(width - name.length()))
                .append(" = ")
                .append(value)
                .append('\n'));
    group.clear();
  }

  /** Returns a module's name that Terraform accepts. */
  private static String label(String name) {
    String label = name.replaceAll("[^a-zA-Z0-9_-]", "_");
    return Character.isLetter(label.charAt(0)) ? label : "_" + label;
  }

  private static String list(List<String> texts) {
    StringJoiner list = new StringJoiner(",\n", "[\n", ",\n  ]");
    texts.forEach(text -> list.add("    " + quoted(text)));
    return list.toString();
  }

  private static String map(Map<String, String> texts) {
    StringBuilder map = new StringBuilder("{\n");
    int width = texts.keySet().stream().mapToInt(name -> quoted(name).length()).max().orElse(0);
    texts.forEach(
        (name, value) ->
            map.append("    ")
                .append(quoted(name))
                .append(" ".repeat(width - quoted(name).length()))
                .append(" = ")
                .append(quoted(value))
                .append('\n'));
    return map.append("  }").toString();
  }

  /** Returns a text that stands for itself: Terraform would replace <code>${…}</code>. */
  private static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "$${").replace("%{", "%%{")
        + '"';
  }
}
