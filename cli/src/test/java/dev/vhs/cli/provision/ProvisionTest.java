package dev.vhs.cli.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vhs.cli.Cli;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
        .contains("\"cost\" = \"1\"", "\"123456789012\",", "tls_only                     = true")
        .endsWith("}\n");
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
