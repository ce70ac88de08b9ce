package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vhs.Variant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies that the modules give: those of the store, and the three of terraform-aws-vhs. */
class TerraformPoliciesIT {
  /** The users whose policies are proven elsewhere ({@code PolicyProofTest}). */
  private static final List<StorePolicy> USERS =
      List.of(StorePolicy.READ, StorePolicy.WRITE, StorePolicy.MAINTAIN);

  private final TerraformStores stores = TerraformStores.made();
  private final StoreClients clients = Moto.clients();

  @AfterEach
  void close() {
    clients.close();
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void newOnesAreThoseOfTheSdk(Variant variant) {
    for (StorePolicy policy : StorePolicy.values()) {
      String output = "store_" + policy.text() + "_policy";
      assertThat(Statements.of(text(variant, output)))
          .as(output)
          .isEqualTo(Statements.of(document(variant, policy)));
    }
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void readPolicyAllowsAllThatAReaderDoes(Variant variant) {
    assertThat(grants(variant, StorePolicy.READ).filter(denied(variant, "read_policy"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void fullAccessPolicyAllowsAllThatUsersDo(Variant variant) {
    for (StorePolicy policy : USERS) {
      assertThat(grants(variant, policy).filter(denied(variant, "full_access_policy"))).isEmpty();
    }
    assertThat(
            PolicyEvaluator.of(text(variant, "read_policy")).grants().stream()
                .flatMap(Set::stream)
                .map(TerraformPoliciesIT::throughDynamoDb)
                .filter(denied(variant, "full_access_policy")))
        .as("what read_policy allows")
        .isEmpty();
  }

  /** Leaves out scans, which are not for writing. */
  @ParameterizedTest
  @EnumSource(Variant.class)
  void updatePolicyAllowsAllThatAWriterDoesToTheTable(Variant variant) {
    Set<String> readOnly = Set.of("dynamodb:Scan", "dynamodb:BatchGetItem");
    assertThat(
            grants(variant, StorePolicy.WRITE)
                .filter(grant -> !grant.action().startsWith("s3:"))
                .filter(grant -> !readOnly.contains(grant.action()))
                .filter(denied(variant, "dynamodb_update_policy")))
        .isEmpty();
  }

  /** Leaves out the two that never allowed anything: IAM ignored them. */
  @ParameterizedTest
  @ValueSource(strings = {"single", "single_readers", "multi", "multi_readers"})
  void theyAllowAllThatTheyAllowedBeforeTheUpgrade(String store) {
    JsonNode before = stores.before().get(store);
    JsonNode after = stores.after().get(store);
    String bucketAndSlash = before.get("bucket_arn").asText() + "/";
    for (String output : List.of("read_policy", "full_access_policy", "dynamodb_update_policy")) {
      PolicyEvaluator policy = PolicyEvaluator.of(document(after.get(output)));
      assertThat(
              PolicyEvaluator.of(document(before.get(output))).grants().stream()
                  .flatMap(Set::stream)
                  .filter(grant -> !grant.resource().equals(bucketAndSlash))
                  .filter(grant -> !grant.action().equals("dynamodb:ListTables"))
                  .filter(grant -> !policy.allows(grant)))
          .as(output)
          .isEmpty();
    }
  }

  /** The later of two statements of one name replaces the earlier, or is an error. */
  @ParameterizedTest
  @ValueSource(strings = {"read_policy", "full_access_policy"})
  void policiesOfTwoStoresMergeWithoutLoss(String output) {
    PolicyEvaluator merged = PolicyEvaluator.of(stores.merged().get(output).asText());
    for (String store : List.of("single", "multi")) {
      assertThat(
              PolicyEvaluator.of(document(stores.after().get(store).get(output))).grants().stream()
                  .flatMap(Set::stream)
                  .map(TerraformPoliciesIT::throughDynamoDb)
                  .filter(grant -> !merged.allows(grant)))
          .as(store)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void theyDenyWhatIsNotTheirs(Variant variant) {
    StoreArns arns = arns(variant);
    Set<ServiceCall> ofNobody = new LinkedHashSet<>();
    for (String action :
        List.of(
            "PutBucketPolicy", "DeleteBucket", "GetBucketPolicy", "PutLifecycleConfiguration")) {
      ofNobody.add(new ServiceCall("s3:" + action, arns.bucket()));
    }
    for (StorePolicy policy : USERS) {
      grants(variant, policy)
          .map(call -> new ServiceCall(call.action(), ofAnother(call.resource())))
          .forEach(ofNobody::add);
    }
    ofNobody.add(new ServiceCall("iam:CreateRole", arns.role()));

    Set<ServiceCall> ofWriters = new LinkedHashSet<>();
    ofWriters.add(new ServiceCall("s3:PutObject", arns.objects("b1")));
    ofWriters.add(new ServiceCall("s3:DeleteObject", arns.objects("b1")));
    ofWriters.add(new ServiceCall("dynamodb:PutItem", arns.table()));
    ofWriters.add(new ServiceCall("dynamodb:UpdateItem", arns.table()));

    Set<ServiceCall> ofOperators = new LinkedHashSet<>();
    ofOperators.add(new ServiceCall("dynamodb:DeleteItem", arns.table()));
    ofOperators.add(new ServiceCall("dynamodb:DeleteTable", arns.table()));
    ofOperators.add(new ServiceCall("s3:DeleteObjectVersion", arns.objects("b1")));

    for (String output : List.of("read_policy", "full_access_policy", "dynamodb_update_policy")) {
      assertThat(ofNobody.stream().filter(allowed(variant, output))).as(output).isEmpty();
    }
    assertThat(
            Stream.concat(ofWriters.stream(), ofOperators.stream())
                .filter(allowed(variant, "read_policy")))
        .isEmpty();
    assertThat(
            Stream.concat(ofOperators.stream(), ofWriters.stream().limit(2))
                .filter(allowed(variant, "dynamodb_update_policy")))
        .isEmpty();
  }

  private static String ofAnother(String resource) {
    String other = resource.replaceFirst("(?i)(table/|:::|key/)", "$1other-");
    assertThat(other).isNotEqualTo(resource);
    return other;
  }

  private Stream<ServiceCall> grants(Variant variant, StorePolicy policy) {
    return PolicyEvaluator.of(document(variant, policy)).grants().stream()
        .flatMap(Set::stream)
        .map(TerraformPoliciesIT::throughDynamoDb);
  }

  /** Returns the use of a key as DynamoDB makes it in the caller's name. */
  private static ServiceCall throughDynamoDb(ServiceCall call) {
    return call.action().startsWith("kms:")
        ? call.with("kms:ViaService", Set.of("dynamodb.eu-west-1.amazonaws.com"))
        : call;
  }

  private String document(Variant variant, StorePolicy policy) {
    return StorePolicies.json(policy, TerraformStores.definitions().get(variant), arns(variant));
  }

  private StoreArns arns(Variant variant) {
    return Provisioner.of(clients).arns(TerraformStores.definitions().get(variant));
  }

  private Predicate<ServiceCall> allowed(Variant variant, String output) {
    PolicyEvaluator policy = PolicyEvaluator.of(text(variant, output));
    return policy::allows;
  }

  private Predicate<ServiceCall> denied(Variant variant, String output) {
    return allowed(variant, output).negate();
  }

  private String text(Variant variant, String output) {
    return document(stores.defined().get(variant.name()).get(output));
  }

  /** Returns a policy's text: some outputs are the text, one is a document that contains it. */
  private static String document(JsonNode output) {
    return output.isTextual() ? output.asText() : output.get("json").asText();
  }
}
