package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.provision.HclFile.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The modules' files, without Terraform: they can replace terraform-aws-vhs v4.2.0. */
class TerraformFilesTest {
  private static final Path STORE = Terraform.MODULES.resolve("modules/store");

  /** The type and the default of each of its inputs. */
  private static final Map<String, List<String>> INPUTS_OF_OLD =
      Map.of(
          "name", List.of("string", "required"),
          "table_name_prefix", List.of("string", "\"\""),
          "bucket_name_prefix", List.of("string", "\"\""),
          "table_name", List.of("string", "\"\""),
          "bucket_name", List.of("string", "\"\""),
          "tags", List.of("map(string)", "{}"),
          "read_principals", List.of("list(string)", "[]"),
          "cycle_objects_to_standard_ia", List.of("bool", "true"));

  /** The new inputs with defaults that leave an existing store as it is. */
  private static final Map<String, String> SAFE_DEFAULTS =
      Map.ofEntries(
          Map.entry("point_in_time_recovery", "true"),
          Map.entry("deletion_protection", "true"),
          Map.entry("abort_stale_uploads_after_days", "7"),
          Map.entry("tls_only", "false"),
          Map.entry("bucket_policy_documents", "[]"),
          Map.entry("bucket_versioning", "false"),
          Map.entry("block_public_access", "false"),
          Map.entry("kms_key", "null"),
          Map.entry("access_log_bucket", "null"),
          Map.entry("event_bridge", "false"),
          Map.entry("object_lock_days", "null"),
          Map.entry("table_tls_only", "false"),
          Map.entry("replication", "null"),
          Map.entry("backup_plan", "null"));

  /** The addresses in the state of users. */
  private static final List<String> ADDRESSES_OF_OLD =
      List.of(
          "aws_dynamodb_table.table",
          "aws_s3_bucket.bucket",
          "aws_iam_role.assumable_read_role",
          "aws_iam_role_policy.read_role_policy");

  @ParameterizedTest
  @ValueSource(strings = {"single-version-store", "multi-version-store"})
  void inputsOfOldHaveTheirTypesAndDefaults(String module) {
    assertThat(inputs(module)).containsAllEntriesOf(INPUTS_OF_OLD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"single-version-store", "multi-version-store"})
  void newInputsHaveDefaultsThatAreSafeForAStoreThatIsThere(String module) {
    Map<String, List<String>> inputs = inputs(module);
    assertThat(inputs)
        .allSatisfy(
            (name, input) ->
                assertThat(input.get(1).equals("required")).isEqualTo(name.equals("name")));
    SAFE_DEFAULTS.forEach((name, value) -> assertThat(inputs.get(name)).as(name).endsWith(value));
  }

  private static Map<String, List<String>> inputs(String module) {
    Map<String, List<String>> inputs = new LinkedHashMap<>();
    variables(Terraform.MODULES.resolve(module))
        .forEach(
            (name, variable) ->
                inputs.put(
                    name,
                    List.of(
                        variable.arguments().get("type"),
                        variable.arguments().getOrDefault("default", "required"))));
    return inputs;
  }

  private static Map<String, Block> variables(Path module) {
    return HclFile.blocks(module.resolve("variables.tf"), "variable");
  }

  private static Map<String, Block> outputs(Path module) {
    return HclFile.blocks(module.resolve("outputs.tf"), "output");
  }

  @ParameterizedTest
  @ValueSource(strings = {"single-version-store", "multi-version-store"})
  void outputsOfOldAreThereAsTheyWere(String module) {
    Map<String, Block> outputs = outputs(Terraform.MODULES.resolve(module));
    assertThat(outputs)
        .containsKeys(
            "table_name",
            "table_arn",
            "table_stream_arn",
            "bucket_name",
            "bucket_arn",
            "assumable_read_role",
            "read_policy",
            "full_access_policy",
            "dynamodb_update_policy");
    Map<String, Block> inner = outputs(STORE);
    assertThat(value(inner, "read_policy")).endsWith(".json");
    assertThat(value(inner, "full_access_policy")).endsWith(".json");
    assertThat(value(inner, "dynamodb_update_policy"))
        .as("the document as a whole: users write .dynamodb_update_policy.json")
        .startsWith("data.aws_iam_policy_document.")
        .doesNotEndWith(".json");
  }

  private static String value(Map<String, Block> outputs, String name) {
    return outputs.get(name).arguments().get("value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"single-version-store", "multi-version-store"})
  void everythingIsPassedOn(String module) {
    Path folder = Terraform.MODULES.resolve(module);
    Map<String, String> call =
        new LinkedHashMap<>(
            HclFile.blocks(folder.resolve("main.tf"), "module").get("store").arguments());
    assertThat(call.remove("source")).isEqualTo("\"../modules/store\"");
    assertThat(call.remove("keep_every_version"))
        .isEqualTo(String.valueOf(module.startsWith("multi")));
    assertThat(call)
        .isEqualTo(
            variables(folder).keySet().stream()
                .collect(Collectors.toMap(name -> name, name -> "var." + name)));
    assertThat(variables(STORE).keySet()).containsExactlyInAnyOrderElementsOf(expected(call));
    outputs(folder)
        .forEach(
            (name, output) ->
                assertThat(output.arguments().get("value")).isEqualTo("module.store." + name));
    assertThat(outputs(folder).keySet()).isEqualTo(outputs(STORE).keySet());
  }

  private static List<String> expected(Map<String, String> call) {
    return Stream.concat(call.keySet().stream(), Stream.of("keep_every_version")).toList();
  }

  @Test
  void bothModulesHaveOneInterface() {
    for (String file : List.of("variables.tf", "outputs.tf", "versions.tf", "moved.tf")) {
      assertThat(text("single-version-store/" + file))
          .isEqualTo(text("multi-version-store/" + file));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"single-version-store", "multi-version-store"})
  void stateOfOldIsMoved(String module) {
    for (String address : ADDRESSES_OF_OLD) {
      assertThat(text(module + "/moved.tf"))
          .contains("from = " + address + "\n  to   = module.store." + address + "\n");
      assertThat(allOf(STORE)).contains("resource \"" + address.replace(".", "\" \"") + "\" {");
    }
  }

  @Test
  void faultsOfOldAreGone() {
    String all = allOf(STORE);
    assertThat(all)
        .doesNotContain("lifecycle_rule")
        .doesNotContain("bucket_arn}/\"")
        .contains("s3:DeleteObject")
        .containsPattern("\"dynamodb:ListTables\"\\]\\s+resources = \\[\"\\*\"\\]")
        .containsPattern("\"s3:List\\*\"\\]\\s+resources = \\[local.bucket_arn\\]");
  }

  @Test
  void testsOfTheInnerModuleBeginWithTheDefaults() {
    Map<String, String> values = HclFile.values(STORE.resolve("tests/terraform.tfvars"));
    inputs("multi-version-store")
        .forEach(
            (name, input) -> {
              if (!name.equals("name")) {
                assertThat(values).containsEntry(name, input.get(1));
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"single-version-store", "multi-version-store"})
  void readmeHasTheInputsAndOutputs(String module) throws IOException {
    Path folder = Terraform.MODULES.resolve(module);
    String upToDate = TerraformReadme.upToDate(folder);
    if (Boolean.getBoolean("vhs.tests.writeReadmes")) {
      Files.writeString(folder.resolve("README.md"), upToDate);
    }
    assertThat(TerraformReadme.read(folder.resolve("README.md")))
        .as(
            "README.md of %s is stale. To write its tables: mvn -pl terraform-tests -am test -Dtest=TerraformFilesTest -Dsurefire.failIfNoSpecifiedTests=false -Dvhs.tests.writeReadmes=true",
            module)
        .isEqualTo(upToDate);
  }

  private static String text(String file) {
    return TerraformReadme.read(Terraform.MODULES.resolve(file));
  }

  private static String allOf(Path module) {
    try (Stream<Path> files = Files.list(module)) {
      return files
          .filter(file -> file.toString().endsWith(".tf"))
          .map(TerraformReadme::read)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
