package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.InvalidRequest;
import dev.vhs.Variant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

/** The proof that the policies of a store's users are exactly what its operations take. */
@Isolated("its services are two days ahead, and the SDK corrects the clock of every client")
class PolicyProofTest {
  static final String KEY =
      "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";

  @ParameterizedTest
  @CsvSource({
    "MULTI,'',''",
    "MULTI," + KEY + ",books/new",
    "SINGLE,'',books",
    "SINGLE," + KEY + ",''"
  })
  void eachPolicyIsExactlyWhatItsUserDoes(Variant variant, String key, String prefix) {
    try (RecordedStore store = new RecordedStore(variant, key, prefix)) {
      PolicyMatrix matrix = store.work();
      matrix.check();
      if (!prefix.isEmpty()) {
        matrix.check(PolicyScope.ofPrefix(prefix));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"MULTI,books/new", "SINGLE,''"})
  void aTenantReadsAndWritesItsOwnIdsAlone(Variant variant, String prefix) {
    try (RecordedStore store = new RecordedStore(variant, KEY, prefix)) {
      PolicyScope acme = PolicyScope.ofPrefix(prefix).tenant("acme");
      PolicyEvaluator reader = store.policy(StorePolicy.READ, acme);
      PolicyEvaluator writer = store.policy(StorePolicy.WRITE, acme);
      Map<StorePolicy, Set<ServiceCall>> used = store.workOfTenant("acme");
      assertThat(used.get(StorePolicy.READ)).allMatch(reader::allows).allMatch(writer::allows);
      assertThat(used.get(StorePolicy.WRITE)).allMatch(writer::allows);

      Set<ServiceCall> all = new LinkedHashSet<>(used.get(StorePolicy.READ));
      all.addAll(used.get(StorePolicy.WRITE));
      assertThat(writer.grants())
          .as("nothing is allowed that a tenant doesn't do")
          .allMatch(
              grants ->
                  grants.stream()
                      .anyMatch(
                          grant ->
                              all.stream().anyMatch(call -> PolicyEvaluator.matches(grant, call))));
      List<ServiceCall> ofOthers =
          all.stream().map(PolicyProofTest::ofAnotherTenant).filter(c -> !all.contains(c)).toList();
      assertThat(ofOthers)
          .as("the same to rows and objects of another tenant")
          .extracting(ServiceCall::action)
          .contains("dynamodb:GetItem", "dynamodb:PutItem", "s3:GetObject", "s3:PutObject");
      assertThat(ofOthers).noneMatch(writer::allows);
      assertThat(store.ofTheWholeStore()).noneMatch(writer::allows);
    }
  }

  private static ServiceCall ofAnotherTenant(ServiceCall call) {
    ServiceCall other = call.of(call.resource().replace("acme", "acme2"));
    Set<String> ids = call.context().get("dynamodb:LeadingKeys");
    return ids == null
        ? other
        : other.with(
            "dynamodb:LeadingKeys",
            ids.stream().map(id -> id.replace("acme", "acme2")).collect(Collectors.toSet()));
  }

  @Test
  void aPolicyOfMoreThanItsScopeIsRefused() {
    StoreDefinition store = StoreDefinition.builder("books").build();
    StoreArns arns = StoreArns.of(store, Region.EU_WEST_1, "123456789012");
    PolicyScope prefix = PolicyScope.ofPrefix("books/new");
    for (PolicyScope scope : List.of(prefix, prefix.tenant("acme"))) {
      assertThatThrownBy(() -> StorePolicies.json(StorePolicy.PROVISION, store, arns, scope))
          .isInstanceOf(InvalidRequest.class)
          .hasMessageContaining("expected read");
    }
    assertThatThrownBy(
            () -> StorePolicies.json(StorePolicy.MAINTAIN, store, arns, prefix.tenant("acme")))
        .isInstanceOf(InvalidRequest.class);
    for (String name : List.of("", "acme/", "a*", "a?", "a$b", "ä", "a".repeat(65))) {
      assertThatThrownBy(() -> prefix.tenant(name)).isInstanceOf(InvalidRequest.class);
    }
  }

  /** Without that object nobody could say which table the objects belong to. */
  @ParameterizedTest
  @ValueSource(strings = {"", "books/new"})
  void aWriterDeletesObjectsButNotTheOneThatNamesTheStore(String prefix) {
    StoreDefinition store = StoreDefinition.builder("books").build();
    StoreArns arns = StoreArns.of(store, Region.EU_WEST_1, "123456789012");
    PolicyEvaluator writer =
        PolicyEvaluator.of(
            StorePolicies.json(StorePolicy.WRITE, store, arns, PolicyScope.ofPrefix(prefix)));
    String folder = prefix.isEmpty() ? "" : prefix + "/";
    assertThat(writer.allows(deletion(arns, folder + "b1/0190"))).isTrue();
    assertThat(writer.allows(deletion(arns, folder + ".vhs/store.json"))).isFalse();
  }

  private static ServiceCall deletion(StoreArns arns, String key) {
    return new ServiceCall("s3:DeleteObject", arns.objects(key));
  }

  @Test
  void nothingInAPrefixIsAWildcard() {
    StoreDefinition store = StoreDefinition.builder("books").build();
    StoreArns arns = StoreArns.of(store, Region.EU_WEST_1, "123456789012");
    PolicyEvaluator reader =
        PolicyEvaluator.of(
            StorePolicies.json(StorePolicy.READ, store, arns, PolicyScope.ofPrefix("a*b?c$d")));
    assertThat(reader.allows(new ServiceCall("s3:GetObject", arns.objects("a*b?c$d/x")))).isTrue();
    assertThat(reader.allows(new ServiceCall("s3:GetObject", arns.objects("aXbYc$d/x")))).isFalse();
  }

  /** A user who merges the policies of two stores in one document needs them without names. */
  @Test
  void noStatementHasANameThatTwoStoresWouldShare() {
    StoreDefinition store =
        StoreDefinition.builder("books")
            .kmsKeyArn(KEY)
            .readPrincipals(List.of("123456789012"))
            .build();
    StoreArns arns = StoreArns.of(store, Region.EU_WEST_1, "123456789012");
    for (StorePolicy policy : StorePolicy.values()) {
      assertThat(StorePolicies.json(policy, store, arns)).doesNotContain("Sid");
    }
  }
}
