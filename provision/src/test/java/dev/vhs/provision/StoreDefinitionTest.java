package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.InvalidRequest;
import dev.vhs.Variant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreDefinitionTest {
  @Test
  void namesAreTheModules() {
    StoreDefinition store =
        StoreDefinition.builder("My-Books").tableNamePrefix("t_").bucketNamePrefix("b-").build();
    assertThat(store.tableName()).isEqualTo("t_My-Books");
    assertThat(store.bucketName()).isEqualTo("b-my-books");
    assertThat(store.readRoleName()).isEqualTo("My-Books-assumable_read_role");
    StoreDefinition named =
        StoreDefinition.builder("x").tableName("Other").bucketName("other").build();
    assertThat(named.tableName()).isEqualTo("Other");
    assertThat(named.bucketName()).isEqualTo("other");
  }

  @Test
  void aNewStoreIsHardened() {
    StoreDefinition store = StoreDefinition.builder("books").build();
    assertThat(store.variant()).isEqualTo(Variant.MULTI);
    assertThat(store.pointInTimeRecovery()).isTrue();
    assertThat(store.deletionProtection()).isTrue();
    assertThat(store.bucketVersioning()).isTrue();
    assertThat(store.stream()).isTrue();
    assertThat(store.cycleObjectsToStandardIa()).isTrue();
    assertThat(store.billingMode().isOnDemand()).isTrue();
    assertThat(store.kmsKeyArn()).isEmpty();
    assertThat(store.readPrincipals()).isEmpty();
    assertThat(store.tableTags()).containsExactly(Map.entry("Name", "books"));
  }

  @Test
  void aCopyOfTheSettingsIsTheSame() {
    StoreDefinition store =
        StoreDefinition.builder("books")
            .tableNamePrefix("t-")
            .variant(Variant.SINGLE)
            .tags(Map.of("a", "b"))
            .readPrincipals(List.of("123456789012"))
            .readExternalId("books-2026")
            .readOrganization("o-a1b2c3d4e5")
            .permissionsBoundary("arn:aws:iam::123456789012:policy/boundary")
            .kmsKeyArn("arn:aws:kms:eu-west-1:123456789012:key/1")
            .billingMode(BillingMode.provisioned(1, 2))
            .build();
    assertThat(CloudFormationTemplate.json(store.toBuilder().build()))
        .isEqualTo(CloudFormationTemplate.json(store));
  }

  @Test
  void aCopyHasTheOptions() {
    StoreDefinition store =
        StoreDefinition.builder("books")
            .accessLogBucket("my-logs")
            .eventBridge(true)
            .objectLockDays(7)
            .tableTlsOnly(true)
            .replication(
                new Replication("arn:aws:s3:::copies", "arn:aws:iam::123456789012:role/copies"))
            .build();
    assertThat(CloudFormationTemplate.json(store.toBuilder().build()))
        .isEqualTo(CloudFormationTemplate.json(store))
        .contains("my-logs", "GOVERNANCE", "arn:aws:s3:::copies", "dynamodb:*");
    assertThat(TerraformModule.text(store, "./terraform"))
        .contains("access_log_bucket = \"my-logs\"", "event_bridge      = true")
        .contains("object_lock_days  = 7", "table_tls_only    = true")
        .contains("bucket_arn = \"arn:aws:s3:::copies\"");
  }

  @Test
  void optionsThatAwsWouldRefuseAreRefused() {
    StoreDefinition.Builder store = StoreDefinition.builder("books");
    Replication copies =
        new Replication("arn:aws:s3:::copies", "arn:aws:iam::123456789012:role/copies");
    for (StoreDefinition.Builder wrong :
        List.of(
            StoreDefinition.builder("books").accessLogBucket("books"),
            StoreDefinition.builder("books").accessLogBucket("My_Logs"),
            StoreDefinition.builder("books").objectLockDays(0),
            StoreDefinition.builder("books").objectLockDays(36_501),
            StoreDefinition.builder("books").objectLockDays(1).bucketVersioning(false),
            StoreDefinition.builder("books").replication(copies).bucketVersioning(false),
            StoreDefinition.builder("copies").replication(copies),
            StoreDefinition.builder("books")
                .replication(copies)
                .kmsKeyArn("arn:aws:kms:eu-west-1:123456789012:key/1"),
            StoreDefinition.builder("books")
                .replication(new Replication("copies", copies.roleArn())),
            StoreDefinition.builder("books")
                .replication(new Replication(copies.bucketArn(), "copies")))) {
      assertThatThrownBy(wrong::build).isInstanceOf(InvalidRequest.class);
    }
    assertThat(store.replication(copies).objectLockDays(36_500).build().replication())
        .contains(copies);
  }

  @ParameterizedTest
  @CsvSource({
    "my_books, no '_'",
    "ab, 3 to 63",
    "-books, both ends",
    "a..b, two dots",
    "192.168.0.1, IP address",
    "xn--books, begin with xn--",
    "books-s3alias, end with -s3alias",
    "books--x-s3, end with --x-s3"
  })
  void bucketsOfBadNamesAreRefused(String name, String why) {
    assertThatThrownBy(() -> StoreDefinition.builder(name).tableName("books").build())
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("'" + name + "'")
        .hasMessageContaining(why)
        .hasMessageContaining("bucket_name");
  }

  @Test
  void otherBadNamesAreRefusedToo() {
    refused(StoreDefinition.builder(""), "name is empty");
    refused(StoreDefinition.builder("books").tableName("a b"), "table_name");
    refused(
        StoreDefinition.builder("b".repeat(50)).readPrincipals(List.of("123456789012")),
        "at most 64");
    refused(StoreDefinition.builder("books").readPrincipals(List.of("ann")), "12 digits");
    refused(
        StoreDefinition.builder("books").kmsKeyArn("alias/mine"),
        "expected an ARN such as arn:aws:kms");
    refused(
        StoreDefinition.builder("books").permissionsBoundary("boundary"), "the ARN of a policy");
    refused(StoreDefinition.builder("books").readExternalId("a b"), "External id 'a b'");
    refused(StoreDefinition.builder("books").readOrganization("mine"), "o-a1b2c3d4e5");
    refused(StoreDefinition.builder("books").tags(Map.of("aws:x", "y")), "aws:x=y");
    refused(StoreDefinition.builder("books").tags(Map.of("x", "a&b")), "x=a&b");
    assertThatThrownBy(() -> BillingMode.provisioned(5, 0)).isInstanceOf(InvalidRequest.class);
  }

  private static void refused(StoreDefinition.Builder builder, String why) {
    assertThatThrownBy(builder::build).isInstanceOf(InvalidRequest.class).hasMessageContaining(why);
  }

  /** A list would become one principal here, and several in a template. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::123456789012:root,arn:aws:iam::210987654321:root",
        "123456789012,210987654321",
        "arn:aws:iam::123456789012:role/a arn:aws:iam::123456789012:role/b",
        "arn:aws:iam::123456789012:role/*",
        "arn:aws:iam::123456789012:role/",
        "arn:aws:iam::123456789012:policy/x",
        "*"
      })
  void aReaderIsOnePrincipal(String reader) {
    refused(StoreDefinition.builder("books").readPrincipals(List.of(reader)), "one by one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456789012",
        "arn:aws:iam::123456789012:root",
        "arn:aws-cn:iam::123456789012:user/team/ann",
        "arn:aws:sts::123456789012:assumed-role/reader/session@x"
      })
  void aReaderMayBeAnyKindOfPrincipal(String reader) {
    StoreDefinition store =
        StoreDefinition.builder("books").readPrincipals(List.of(reader)).build();
    assertThat(CloudFormationTemplate.yaml(store)).contains("CommaDelimitedList");
  }

  @Test
  void aCommaInANameMakesNoTwoReadersOfOne() {
    String reader = "arn:aws:iam::123456789012:role/a,b";
    StoreDefinition store =
        StoreDefinition.builder("books").readPrincipals(List.of(reader)).build();
    assertThat(CloudFormationTemplate.yaml(store))
        .doesNotContain("CommaDelimitedList")
        .contains(reader);
  }

  @Test
  void policiesNameTheTableThatWasAskedFor() {
    StoreDefinition store = StoreDefinition.builder("books").build();
    assertThatThrownBy(
            () -> StoreArns.of(store, "arn:aws:dynamodb:eu-west-1:123456789012:table/others"))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("table/books");
  }

  @Test
  void aLongNameNeedsNoRole() {
    assertThat(StoreDefinition.builder("b".repeat(50)).build().tableName()).hasSize(50);
  }
}
