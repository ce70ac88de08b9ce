package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table of {@code docs/operate/controls.md}, which says of each control of AWS whether a store
 * passes it. The test judges what the three ways make; that they make what is judged here, other
 * tests hold: {@code ProvisionerIT}, {@code CloudFormationIT} and {@link TerraformStoresIT}.
 */
class ControlsTest {
  private static final Path PAGE = Path.of("../docs/operate/controls.md");
  private static final String BEGIN = "| control |";
  private static final String END = "\n\n<!-- end -->";

  private static final String PASSES = "passes";
  private static final String FAILS = "fails";

  private static final String ARN = "arn:aws:kms:eu-west-1:123456789012:key/1";
  private static final String COPIES = "arn:aws:s3:::my-copies";
  private static final String COPIER = "arn:aws:iam::123456789012:role/copies";

  /** The name of a table's backup plan among its settings: a template makes it, no request. */
  private static final String BACKUP_PLAN = "table.backupPlan";

  /** The settings of a store, by name, as words. */
  private record Made(Map<String, String> settings) {
    boolean has(Setting setting, String value) {
      return value.equals(settings.get(setting.text()));
    }
  }

  /**
   * A control that a store's resources can pass.
   *
   * @param id its id in Security Hub
   * @param title its title, shortened
   * @param passed judges a store
   * @param option the option of the command line and the input of the modules that make it pass;
   *     empty if there is none
   */
  private record Judged(String id, String title, Predicate<Made> passed, String option) {}

  private static final List<Judged> JUDGED =
      List.of(
          new Judged(
              "DynamoDB.1",
              "a table scales with demand",
              made -> made.has(TableSetting.BILLING_MODE, "PAY_PER_REQUEST"),
              ""),
          new Judged(
              "DynamoDB.2",
              "point-in-time recovery",
              made -> made.has(TableSetting.POINT_IN_TIME_RECOVERY, "on"),
              ""),
          new Judged(
              "DynamoDB.4",
              "in a backup plan",
              made -> made.settings().containsKey(BACKUP_PLAN),
              "`--backup-days` in a template, `backup_plan`, or a tag that a plan of your account names (`--tag`, `tags`)"),
          new Judged(
              "DynamoDB.6",
              "deletion protection",
              made -> made.has(TableSetting.DELETION_PROTECTION, "on"),
              ""),
          new Judged(
              "S3.2, S3.3, S3.8",
              "no public reads and writes, public access blocked",
              made -> made.has(BucketSetting.PUBLIC_ACCESS, "blocked"),
              ""),
          new Judged(
              "S3.5", "requests need TLS", made -> made.has(BucketSetting.TLS_ONLY, "on"), ""),
          new Judged(
              "S3.7",
              "replication to another region",
              made -> made.has(BucketOption.REPLICATION, "to " + COPIES + " as " + COPIER),
              "`--replicate-to` and `--replication-role`, `replication`"),
          new Judged(
              "S3.9",
              "access logs",
              made -> made.has(BucketOption.ACCESS_LOGS, "to my-logs/books/"),
              "`--access-logs`, `access_log_bucket`"),
          new Judged(
              "S3.11",
              "event notifications",
              made -> made.has(BucketOption.EVENT_BRIDGE, "on"),
              "`--event-bridge`, `event_bridge`"),
          new Judged(
              "S3.12",
              "no ACLs",
              made -> made.has(BucketSetting.OWNERSHIP, "BucketOwnerEnforced"),
              ""),
          new Judged(
              "S3.13",
              "a lifecycle",
              made -> made.has(BucketSetting.STALE_UPLOADS, BucketRule.STALE_UPLOADS.text()),
              ""),
          new Judged("S3.14", "versioning", made -> made.has(BucketSetting.VERSIONING, "on"), ""),
          new Judged(
              "S3.15",
              "Object Lock",
              made -> made.has(BucketOption.OBJECT_LOCK, "GOVERNANCE, 7 days"),
              "`--object-lock`, `object_lock_days`"),
          new Judged(
              "S3.17",
              "a KMS key of one's own",
              made -> made.has(BucketSetting.ENCRYPTION, ARN),
              "`--kms-key`, `kms_key`"));

  /** The controls that are not a store's, and the reasons. */
  private static final Map<String, String> NOT_OURS = new LinkedHashMap<>();

  static {
    NOT_OURS.put(
        "DynamoDB.3, DynamoDB.7, DAX clusters", "A store has none: DAX would show old pointers");
    NOT_OURS.put("S3.1, public access blocked for the account", "It is a setting of the account");
    NOT_OURS.put(
        "S3.6, no other account changes the bucket",
        "The bucket's policy allows nothing; what you add to it is yours");
    NOT_OURS.put("S3.19, S3.24, access points", "A store has none");
    NOT_OURS.put("S3.20, MFA delete", "Only the account's root user can switch it on");
    NOT_OURS.put(
        "IAM.21, no wildcards in policies",
        "`store_*_policy` and `vhs provision --as policies` name each action. `full_access_policy` and `read_policy` have those of terraform-aws-vhs, for users who come from it");
    NOT_OURS.put(
        "KMS.2, decryption with one key alone",
        "All policies name the key, and the services that may use it in the caller's name");
    NOT_OURS.put(
        "KMS.4, rotation of the key", "The key is yours; the `hardened` examples rotate it");
  }

  @Test
  void thePageSaysWhatAStorePasses() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN);
    String upToDate = page.substring(0, begin) + table() + END + "\n";
    if (Boolean.getBoolean("vhs.tests.writeReadmes")) {
      Files.writeString(PAGE, upToDate);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(upToDate);
  }

  @Test
  void aNewStorePassesAllByDefaultOrByAnOption() {
    for (Judged control : JUDGED) {
      assertThat(Stream.of(hardened(), withKey(), withOptions()).anyMatch(control.passed()))
          .as(control.id())
          .isTrue();
    }
  }

  @Test
  void anOptionIsNamedWhereItIsNeeded() {
    for (Judged control : JUDGED) {
      assertThat(control.option().isEmpty())
          .as(control.id())
          .isEqualTo(control.passed().test(hardened()));
    }
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder(
            "| control | `vhs provision`, CloudFormation, Terraform with `hardened` | Terraform without it |\n|---|---|---|\n");
    for (Judged control : JUDGED) {
      table
          .append("| ")
          .append(control.id())
          .append(", ")
          .append(control.title())
          .append(" | ")
          .append(control.passed().test(hardened()) ? PASSES : "passes with " + control.option())
          .append(" | ")
          .append(upgraded(control))
          .append(" |\n");
    }
    table.append("\n| control | why it is not the store's |\n|---|---|\n");
    table.append(
        NOT_OURS.entrySet().stream()
            .map(control -> "| %s | %s |".formatted(control.getKey(), control.getValue()))
            .collect(Collectors.joining("\n")));
    return table.toString();
  }

  private static String upgraded(Judged control) {
    if (control.passed().test(inherited())) {
      return PASSES;
    }
    return control.option().isEmpty() ? FAILS + ", as before" : "passes with " + control.option();
  }

  /** Returns what the definition of a new store asks for. */
  private static Made hardened() {
    return made(StoreDefinition.builder("books").build());
  }

  private static Made withKey() {
    return made(StoreDefinition.builder("books").kmsKeyArn(ARN).build());
  }

  private static Made withOptions() {
    return made(
        StoreDefinition.builder("books")
            .accessLogBucket("my-logs")
            .eventBridge(true)
            .objectLockDays(7)
            .replication(new Replication(COPIES, COPIER))
            .backupPlan(BackupPlan.keptFor(35))
            .build());
  }

  private static Made made(StoreDefinition store) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (Part part : Part.of(store)) {
      part.settings(store).forEach(one -> settings.put(one.text(), one.wanted(store)));
    }
    store.backupPlan().ifPresent(plan -> settings.put(BACKUP_PLAN, plan.days() + " days"));
    return new Made(settings);
  }

  /**
   * Returns what the modules' defaults leave of it: each input that is off takes a setting away.
   */
  private static Made inherited() {
    Map<String, String> settings = new LinkedHashMap<>(hardened().settings());
    Map<String, Setting> inputs =
        Map.of(
            "tls_only", BucketSetting.TLS_ONLY,
            "block_public_access", BucketSetting.PUBLIC_ACCESS,
            "bucket_versioning", BucketSetting.VERSIONING,
            "enforce_bucket_ownership", BucketSetting.OWNERSHIP,
            "point_in_time_recovery", TableSetting.POINT_IN_TIME_RECOVERY,
            "deletion_protection", TableSetting.DELETION_PROTECTION);
    Path variables = Terraform.MODULES.resolve("multi-version-store/variables.tf");
    inputs.forEach(
        (name, setting) -> {
          String value = HclFile.blocks(variables, "variable").get(name).arguments().get("default");
          assertThat(value).as(name).isIn("true", "false");
          if (value.equals("false")) {
            settings.remove(setting.text());
          }
        });
    return new Made(settings);
  }
}
