package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.vhs.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The templates before the linter, and before a server that makes stacks of them. */
class CloudFormationIT {
  /** A reader of the server's texts, which are JSON as Python writes it; YAML reads that. */
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /**
   * The settings that the server drops from a template; {@link CloudFormationTemplateTest} reads
   * its text.
   */
  static final List<Setting> DROPPED =
      List.of(
          TableSetting.POINT_IN_TIME_RECOVERY,
          BucketSetting.PUBLIC_ACCESS,
          BucketSetting.OWNERSHIP,
          BucketSetting.TLS_ONLY,
          BucketSetting.VERSIONING,
          BucketSetting.STANDARD_IA,
          BucketSetting.NONCURRENT_VERSIONS,
          BucketSetting.STALE_UPLOADS);

  @TempDir Path folder;

  static Stream<StoreDefinition> definitions() {
    return Stream.of(Variant.values())
        .flatMap(
            variant ->
                Stream.of(
                    StoreDefinition.builder("books").variant(variant).build(),
                    StoreDefinition.builder("Books")
                        .variant(variant)
                        .tags(Map.of("team", "Books + more", "cost: centre", "007"))
                        .readPrincipals(List.of("123456789012", "arn:aws:iam::210987654321:root"))
                        .kmsKeyArn(PolicyProofTest.KEY)
                        .build(),
                    StoreDefinition.builder("all-options")
                        .variant(variant)
                        .accessLogBucket("my-logs")
                        .eventBridge(true)
                        .objectLockDays(7)
                        .tableTlsOnly(true)
                        .replication(
                            new Replication(
                                "arn:aws:s3:::my-copies", "arn:aws:iam::123456789012:role/copies"))
                        .backupPlan(BackupPlan.keptFor(35).withBucket())
                        .build(),
                    StoreDefinition.builder("bare").variant(variant).stream(false)
                        .pointInTimeRecovery(false)
                        .deletionProtection(false)
                        .bucketVersioning(false)
                        .cycleObjectsToStandardIa(false)
                        .billingMode(BillingMode.provisioned(5, 6))
                        .build()));
  }

  @Test
  void theLinterFindsNothing() {
    List<Path> templates = new ArrayList<>();
    definitions()
        .forEach(
            store -> {
              String name = store.variant().text() + "-" + store.name();
              templates.add(write(name + ".yaml", CloudFormationTemplate.yaml(store)));
              templates.add(write(name + ".json", CloudFormationTemplate.json(store)));
            });
    assertThat(templates).doesNotHaveDuplicates().hasSize(16);
    Tool.Ran ran = lint(templates);
    assertThat(ran.exitCode()).as(ran.output()).isZero();
    assertThat(ran.output()).isEmpty();
  }

  @Test
  void theLinterRefusesWhatIsWrong() {
    String good = CloudFormationTemplate.yaml(StoreDefinition.builder("books").build());
    Map<String, String> faults =
        Map.of(
            "AttributeType: S", "AttributeType: STRING",
            "DeletionProtectionEnabled:", "DeletionProtected:",
            "Ref: Bucket\n", "Ref: Buckett\n",
            "Action: s3:*", "Action: s3:Everything");
    List<Path> templates = new ArrayList<>();
    faults.forEach(
        (right, wrong) -> {
          assertThat(good).contains(right);
          templates.add(write("fault" + templates.size() + ".yaml", good.replace(right, wrong)));
        });
    Tool.Ran ran = lint(templates);
    assertThat(ran.exitCode()).as(ran.output()).isNotZero();
    assertThat(templates)
        .allSatisfy(
            template ->
                assertThat(ran.output().lines())
                    .as("%s in %s", template, ran.output())
                    .anyMatch(line -> line.startsWith(template + ":")));
  }

  private Path write(String name, String template) {
    try {
      return Files.writeString(folder.resolve(name), template);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the linter once, since its start takes longer than a template. */
  private Tool.Ran lint(List<Path> templates) {
    List<String> arguments =
        new ArrayList<>(List.of("--non-zero-exit-code", "warning", "--format", "parseable"));
    templates.forEach(template -> arguments.add(template.toString()));
    return Tool.of("cfn-lint").run(folder, arguments.toArray(String[]::new));
  }

  /** Compares the settings that the server takes from a template. */
  @ParameterizedTest
  @EnumSource(Variant.class)
  void aStackIsTheSameStoreAsOneMadeByRequests(Variant variant) throws IOException {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    StoreDefinition byStack = definition("stack-" + unique, variant);
    StoreDefinition byRequests = definition("sdk-" + unique, variant);
    Map<String, String> outputs =
        new MotoStacks().create("s" + unique, CloudFormationTemplate.yaml(byStack));
    try (StoreClients clients = Moto.clients()) {
      Provisioner provisioner = Provisioner.of(clients);
      provisioner.create(byRequests, false, change -> {});
      assertThat(comparable(provisioner, byStack)).isEqualTo(comparable(provisioner, byRequests));

      StoreArns arns = provisioner.arns(byStack);
      assertThat(outputs)
          .containsEntry("TableName", byStack.tableName())
          .containsEntry("TableArn", arns.table())
          .containsEntry("BucketName", byStack.bucketName())
          .containsEntry("BucketArn", arns.bucket())
          .containsEntry("AssumableReadRole", arns.role())
          .containsKey("TableStreamArn");
      checkRole(clients, byStack, arns);
      checkRole(clients, byRequests, provisioner.arns(byRequests));
      for (StorePolicy policy : StorePolicy.values()) {
        String output =
            outputs.get(
                policy.text().substring(0, 1).toUpperCase(Locale.ROOT)
                    + policy.text().substring(1)
                    + "Policy");
        assertThat(document(output))
            .as("the output of policy " + policy)
            .isEqualTo(Documents.read(StorePolicies.json(policy, byStack, arns)));
      }
    }
  }

  private static StoreDefinition definition(String name, Variant variant) {
    return StoreDefinition.builder(name)
        .variant(variant)
        .tags(Map.of("team", "books"))
        .readPrincipals(
            List.of("arn:aws:iam::123456789012:root", "arn:aws:iam::123456789012:user/ann"))
        .build();
  }

  /** Returns the settings of a store, except its name. */
  private static SortedMap<String, String> comparable(
      Provisioner provisioner, StoreDefinition store) {
    StoreDefinition withoutRole = store.toBuilder().readPrincipals(List.of()).build();
    SortedMap<String, String> same = new TreeMap<>(provisioner.look(withoutRole));
    DROPPED.forEach(setting -> same.remove(setting.text()));
    same.replaceAll((what, value) -> value.replace(store.name(), "NAME"));
    return same;
  }

  private static void checkRole(StoreClients clients, StoreDefinition store, StoreArns arns)
      throws IOException {
    String role = store.readRoleName();
    JsonNode trust =
        document(clients.iam().getRole(r -> r.roleName(role)).role().assumeRolePolicyDocument());
    assertThat(trust.at("/Statement/0/Action").asText()).isEqualTo("sts:AssumeRole");
    // The server doesn't split a list of a template's parameter.
    assertThat(
            Documents.texts(trust.at("/Statement/0/Principal/AWS")).stream()
                .flatMap(readers -> Stream.of(readers.split(","))))
        .containsExactlyInAnyOrderElementsOf(store.readPrincipals());
    String policy =
        clients
            .iam()
            .getRolePolicy(r -> r.roleName(role).policyName(RoleSetting.POLICY_NAME))
            .policyDocument();
    assertThat(document(policy))
        .isEqualTo(Documents.read(StorePolicies.json(StorePolicy.READ, store, arns)));
  }

  private static JsonNode document(String text) throws IOException {
    return YAML.readTree(URLDecoder.decode(text, StandardCharsets.UTF_8));
  }
}
