package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vhs.Codec;
import dev.vhs.Variant;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.aws.AwsBackend;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/** The stores that the modules make: new ones, and upgraded ones of terraform-aws-vhs v3 and v4. */
class TerraformStoresIT {
  private final TerraformStores stores = TerraformStores.made();
  private final JsonNode before = stores.before();
  private final JsonNode after = stores.after();
  private final StoreClients clients = Moto.clients();

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void anUpgradeDeletesAndReplacesNothing() {
    List<String> moved = new ArrayList<>();
    for (JsonNode change : stores.plan().get("resource_changes")) {
      assertThat(change.at("/change/actions"))
          .as(change.get("address").asText())
          .noneMatch(action -> action.asText().equals("delete"));
      if (change.has("previous_address")) {
        moved.add(change.get("previous_address").asText());
        assertThat(change.at("/change/actions"))
            .as(change.get("address").asText())
            .noneMatch(action -> action.asText().equals("create"));
      }
    }
    assertThat(moved)
        .containsExactlyInAnyOrder(
            "module.single.aws_dynamodb_table.table",
            "module.single.aws_s3_bucket.bucket",
            "module.single_readers.aws_dynamodb_table.table",
            "module.single_readers.aws_s3_bucket.bucket",
            "module.single_readers.aws_iam_role.assumable_read_role[0]",
            "module.single_readers.aws_iam_role_policy.read_role_policy[0]",
            "module.multi.aws_dynamodb_table.table",
            "module.multi.aws_s3_bucket.bucket",
            "module.multi_readers.aws_dynamodb_table.table",
            "module.multi_readers.aws_s3_bucket.bucket",
            "module.multi_readers.aws_iam_role.assumable_read_role[0]",
            "module.multi_readers.aws_iam_role_policy.read_role_policy[0]",
            "module.hash.aws_dynamodb_table.table",
            "module.hash.aws_s3_bucket.bucket",
            "module.hash.aws_iam_role.assumable_read_role",
            "module.hash.aws_iam_role_policy.read_role_policy");
  }

  @Test
  void anUpgradeMakesNothingButTheLifecycleAnew() {
    List<String> made = new ArrayList<>();
    for (JsonNode change : stores.plan().get("resource_changes")) {
      String address = change.get("address").asText();
      boolean ofOld = address.matches("module\\.(single|multi|hash)(_readers)?\\..*");
      if (ofOld && change.at("/change/actions/0").asText().equals("create")) {
        made.add(change.get("type").asText());
      }
    }
    assertThat(made).hasSize(5).containsOnly("aws_s3_bucket_lifecycle_configuration");
  }

  @Test
  void anUpgradeShowsThePoliciesBeforeTheyAreApplied() {
    assertThat(stores.plan().get("resource_changes"))
        .filteredOn(change -> change.has("previous_address"))
        .filteredOn(change -> change.get("type").asText().equals("aws_iam_role_policy"))
        .hasSize(3)
        .allSatisfy(
            change -> assertThat(change.at("/change/after/policy").asText()).contains("s3:List*"));
  }

  @Test
  void aSecondPlanFindsNothingToDo() {
    Tool.Ran ran = stores.planAgain();
    assertThat(ran.exitCode()).as(ran.output()).isZero();
  }

  @Test
  void outputsOfOldSayWhatTheySaid() {
    for (String store : List.of("single", "single_readers", "multi", "multi_readers")) {
      JsonNode old = before.get(store);
      for (String output :
          List.of(
              "table_name",
              "table_arn",
              "table_stream_arn",
              "bucket_name",
              "bucket_arn",
              "assumable_read_role")) {
        assertThat(after.get(store).get(output)).as(output).isEqualTo(old.get(output));
      }
      assertThat(after.at("/" + store + "/read_policy").isTextual()).isTrue();
      assertThat(after.at("/" + store + "/full_access_policy").isTextual()).isTrue();
      assertThat(after.at("/" + store + "/dynamodb_update_policy").fieldNames())
          .toIterable()
          .containsExactlyInAnyOrderElementsOf(
              () -> old.get("dynamodb_update_policy").fieldNames());
      assertThat(after.at("/" + store + "/store_uri").asText())
          .isEqualTo(
              "aws:" + old.get("table_name").asText() + "/" + old.get("bucket_name").asText());
    }
    assertThat(after.at("/multi/assumable_read_role").asText()).isEmpty();
    assertThat(after.at("/multi_readers/assumable_read_role").asText())
        .endsWith(":role/multi-readers-assumable_read_role");
  }

  @Test
  void theUsersOwnBucketPolicyIsStillThere() {
    String bucket = after.at("/single/bucket_name").asText();
    assertThat(bucket).as("a name of before 2018").isEqualTo("org-big_store");
    assertThat(clients.s3().getBucketPolicy(request -> request.bucket(bucket)).policy())
        .contains("\"Own\"")
        .doesNotContain("VhsTlsOnly");
  }

  @ParameterizedTest
  @ValueSource(strings = {"single_readers", "multi"})
  void whatWasWrittenBeforeIsReadAndGoneOnWithAfter(String store) {
    JsonNode outputs = after.get(store);
    try (Vhs vhs =
        Vhs.builder(
                AwsBackend.builder(
                        outputs.get("table_name").asText(), outputs.get("bucket_name").asText())
                    .dynamoDb(clients.dynamoDb())
                    .s3(clients.s3())
                    .open())
            .open()) {
      VersionedStore<String> books = vhs.store(Codec.json(String.class));
      Versioned<String> read = books.getLatest(TerraformStores.ID);
      assertThat(read.value()).isEqualTo("Emma");
      assertThat(read.version()).isEqualTo(3);
      books.replace(read, "Persuasion");
      assertThat(books.getLatest(TerraformStores.ID).value()).isEqualTo("Persuasion");
      assertThat(books.info(TerraformStores.ID).version()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"single_readers", "multi"})
  void theLifecycleOfOldGoesOnInAResourceOfItsOwn(String store) {
    List<LifecycleRule> rules =
        clients
            .s3()
            .getBucketLifecycleConfiguration(
                request -> request.bucket(after.at("/" + store + "/bucket_name").asText()))
            .rules();
    assertThat(rules)
        .extracting(rule -> rule.id() + " " + rule.statusAsString())
        .containsExactlyInAnyOrder(
            "objects_to_standard_ia " + (store.equals("multi") ? "Disabled" : "Enabled"),
            "stale_uploads Enabled");
  }

  /** Compares field by field with the SDK, which would make the same. */
  @ParameterizedTest
  @EnumSource(Variant.class)
  void aDefinedStoreIsTheOneThatTheSdkMakes(Variant variant) {
    StoreDefinition store = TerraformStores.definitions().get(variant);
    assertThat(Provisioner.of(clients).plan(store)).isEmpty();
    assertThat(stores.defined().at("/" + variant + "/table_name").asText())
        .isEqualTo(store.tableName());
  }
}
