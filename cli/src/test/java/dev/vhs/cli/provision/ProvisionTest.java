package dev.vhs.cli.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vhs.cli.Cli;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output of {@code provision} without AWS, and of {@code doctor} on stores elsewhere. */
class ProvisionTest {
  private final Cli vhs = Cli.onMemory();

  @TempDir Path folder;

  @Test
  void templatesAreOfTheDefinition() {
    String yaml =
        vhs.ok("provision", "Books", "--as", "cloudformation", "--tag", "team=books").out();
    assertThat(yaml)
        .startsWith("AWSTemplateFormatVersion: \"2010-09-09\"\n")
        .contains("Default: Books", "Default: books", "Value: books")
        .endsWith("\n");
    JsonNode json =
        Cli.Ran.parse(
            vhs.ok(
                    "provision",
                    "books",
                    "--as",
                    "cloudformation",
                    "--format",
                    "json",
                    "--variant",
                    "single",
                    "--no-stream",
                    "--capacity",
                    "5/6")
                .out());
    JsonNode table = json.at("/Resources/Table/Properties");
    assertThat(table.path("KeySchema")).hasSize(1);
    assertThat(table.at("/ProvisionedThroughput/WriteCapacityUnits").asInt()).isEqualTo(6);
    assertThat(json.at("/Outputs/TableStreamArn").isMissingNode()).isTrue();
  }

  @Test
  void aModuleBlockIsReady() {
    String block =
        vhs.ok(
                "provision",
                "books",
                "--as",
                "terraform",
                "--source",
                "../${x}",
                "--reader",
                "123456789012",
                "--tag",
                "cost=1")
            .out();
    assertThat(block)
        .startsWith("module \"books\" {\n  source = \"../$${x}/multi-version-store\"\n")
        .contains("\"cost\" = \"1\"", "\"123456789012\",", "hardened                     = true")
        .endsWith("}\n");
  }

  @Test
  void optionsOfTheBucketAndTheTableAreTaken() {
    String block =
        vhs.ok(
                "provision",
                "books",
                "--as",
                "terraform",
                "--access-logs",
                "my-logs",
                "--event-bridge",
                "--object-lock",
                "7",
                "--table-tls-only",
                "--replicate-to",
                "arn:aws:s3:::my-copies",
                "--replication-role",
                "arn:aws:iam::123456789012:role/copies")
            .out();
    assertThat(block)
        .contains(
            "access_log_bucket = \"my-logs\"",
            "event_bridge      = true",
            "object_lock_days  = 7",
            "table_tls_only    = true",
            "role_arn   = \"arn:aws:iam::123456789012:role/copies\"");
    assertThat(vhs.run("provision", "books", "--replicate-to", "arn:aws:s3:::x").exitCode())
        .as("without a role")
        .isEqualTo(2);
    assertThat(vhs.ok("provision", "books", "--as", "terraform").out())
        .doesNotContain("access_log", "event_bridge", "object_lock", "tls_only", "replication");
  }

  @Test
  void aBackupPlanIsForTemplates() {
    String[] plan = {"--backup-days", "35", "--backup-hour", "4", "--backup-bucket"};
    assertThat(vhs.ok(with(plan, "--as", "terraform")).out())
        .contains("backup_plan = {\n    days   = 35\n    hour   = 4\n    bucket = true\n  }");
    assertThat(vhs.ok(with(plan, "--as", "cloudformation")).out())
        .contains("DeleteAfterDays: 35", "cron(0 4 * * ? *)", "cron(0 6 * * ? *)");
    for (String[] way : new String[][] {{}, {"--plan"}, {"--destroy"}, {"--as", "policies"}}) {
      Cli.Ran refused = vhs.run(with(plan, way));
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err()).contains("--as cloudformation or --as terraform");
    }
    assertThat(vhs.run("provision", "books", "--as", "terraform", "--backup-bucket").err())
        .contains("go with --backup-days");
    assertThat(vhs.run("doctor", "--store", "aws:books/books", "--backup-days", "35").exitCode())
        .as("doctor looks at no plan")
        .isEqualTo(2);
  }

  private static String[] with(String[] plan, String... more) {
    return Stream.of(new String[] {"provision", "books"}, plan, more)
        .flatMap(Stream::of)
        .toArray(String[]::new);
  }

  @Test
  void policiesAreOfOneAccount() {
    String[] arguments = {
      "provision",
      "books",
      "--as",
      "policies",
      "--region",
      "cn-north-1",
      "--account",
      "123456789012"
    };
    JsonNode all = Cli.Ran.parse(vhs.ok(arguments).out());
    assertThat(all.fieldNames())
        .toIterable()
        .containsExactly("read", "write", "maintain", "provision");
    assertThat(all.at("/read/Statement/0/Resource").asText())
        .isEqualTo("arn:aws-cn:dynamodb:cn-north-1:123456789012:table/books");
    String[] one = Arrays.copyOf(arguments, arguments.length + 2);
    one[arguments.length] = "--policy";
    one[arguments.length + 1] = "read";
    assertThat(Cli.Ran.parse(vhs.ok(one).out())).isEqualTo(all.path("read"));
  }

  @Test
  void policiesMayBeOfAPartOfTheStore() {
    String policies = "provision books --as policies --region eu-west-1 --account 123456789012";
    JsonNode ofPrefix = parsed(policies + " --prefix books/new");
    assertThat(ofPrefix.fieldNames()).toIterable().containsExactly("read", "write", "maintain");
    assertThat(ofPrefix.toString()).contains("arn:aws:s3:::books/books/new/*");
    JsonNode ofTenant = parsed(policies + " --tenant acme");
    assertThat(ofTenant.fieldNames()).toIterable().containsExactly("read", "write");
    assertThat(ofTenant.toString()).contains("\"dynamodb:LeadingKeys\":[\"acme/*\"");
    vhs.run((policies + " --tenant acme --policy maintain").split(" "))
        .failed(2, "Policy 'maintain'", "read or write");
    vhs.run((policies + " --tenant acme/").split(" ")).failed(2, "Tenant 'acme/'");
    vhs.run("provision", "books", "--tenant", "acme").failed(2, "--as policies");
  }

  private JsonNode parsed(String arguments) {
    return Cli.Ran.parse(vhs.ok(arguments.split(" ")).out());
  }

  @Test
  void aReaderIsOnePrincipalUnderConditions() {
    String template = "provision books --as cloudformation --format json";
    JsonNode role =
        parsed(
                template
                    + " --reader 123456789012 --reader-external-id books-2026"
                    + " --reader-organization o-a1b2c3d4e5"
                    + " --permissions-boundary arn:aws:iam::123456789012:policy/boundary")
            .at("/Resources/AssumableReadRole/Properties");
    assertThat(role.at("/AssumeRolePolicyDocument/Statement/0/Condition").toString())
        .isEqualTo(
            "{\"StringEquals\":{\"sts:ExternalId\":\"books-2026\",\"aws:PrincipalOrgID\":\"o-a1b2c3d4e5\"}}");
    assertThat(role.path("PermissionsBoundary").asText()).endsWith(":policy/boundary");
    vhs.run((template + " --reader 123456789012,210987654321").split(" ")).failed(2, "one by one");
    vhs.run((template + " --reader-external-id x1").split(" ")).failed(2, "--reader");
  }

  @Test
  void whatGoesNotTogetherIsWrongUsage() {
    vhs.run("provision").failed(2, "NAME is missing");
    vhs.run("provision", "my_books").failed(2, "Bucket name 'my_books'", "bucket_name");
    vhs.run("provision", "books", "--variant", "both").failed(2, "'both'");
    vhs.run("provision", "books", "--as", "magic").failed(2, "magic");
    vhs.run("provision", "books", "--as", "terraform", "--plan").failed(2, "only prints");
    vhs.run("provision", "books", "--apply", "--destroy").failed(2, "--apply");
    vhs.run("provision", "books", "--with-everything", "books").failed(2, "--destroy");
    vhs.run("provision", "books", "--destroy", "--with-everything", "book")
        .failed(2, "name it again");
    vhs.run("provision", "books", "--capacity", "5").failed(2, "5/5");
    vhs.run("provision", "books", "--store", "file:x").failed(2, "NAME instead of --store");
    vhs.run("provision", "books", "--as", "policies", "--account", "1", "--region", "eu-west-1")
        .failed(2, "12 digits");
    vhs.run("provision", "books", "--as", "policies", "--account", "123456789012")
        .failed(2, "--region");
    vhs.run(
            "provision",
            "books",
            "--as",
            "policies",
            "--policy",
            "all",
            "--account",
            "123456789012",
            "--region",
            "eu-west-1")
        .failed(2, "'all'");
  }

  @Test
  void doctorLooksAtAFolder() {
    Cli file = Cli.on("file:" + folder.resolve("store"));
    assertThat(file.ok("doctor").out()).contains("info", "no store yet", "0 errors");
    file.put("b1", "Emma");
    assertThat(file.ok("doctor").out()).contains("gc never succeeded");
    file.ok("gc");
    assertThat(file.ok("doctor").lines()).as("all is in order").hasSize(1);
    List<JsonNode> findings = file.ok("doctor", "--all", "--json").json();
    assertThat(findings).extracting(one -> one.path("check").asText()).contains("identity");
    assertThat(findings.get(findings.size() - 1).path("errors").asInt()).isZero();
  }

  @Test
  void doctorEndsWithEightWhereThereIsAnError() {
    Cli.Ran ran = Cli.on("faulty:mismatch").run("doctor");
    assertThat(ran.exitCode()).isEqualTo(8);
    assertThat(ran.out()).startsWith("error").contains("another store");
  }
}
