package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vhs.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The stores on {@code moto_server} that the old modules made and that are then upgraded to ours,
 * and new ones: the modules' examples, and the output of {@link TerraformModule}.
 */
final class TerraformStores {
  /** An id that the Scala client's stores have before the upgrade. */
  static final String ID = "novels/b1";

  /** The calls of the old modules, and our modules that replace them. */
  private static final Map<String, String> SUCCESSORS =
      Map.of(
          "source += \"./legacy/v4\"\\n  keep_every_version = false\n", "single-version-store",
          "source += \"./legacy/v4\"\\n  keep_every_version = true\n", "multi-version-store",
          "source = \"./legacy/v3\"\n", "single-version-store");

  /** A bucket that receives logs and copies. */
  private static final String OTHER = "vhs-logs-and-copies";

  private static final String EXAMPLES = "examples.tf";
  private static final String UPGRADE = "upgrade.tfplan";

  /** The option that lets all stores wait at once. */
  private static final String PARALLELISM = "-parallelism=50";

  private static TerraformStores made;
  private static boolean failed;

  private final Path folder;
  private final Terraform terraform;
  private final JsonNode before;
  private final JsonNode plan;
  private final JsonNode after;
  private final JsonNode defined;
  private final JsonNode merged;

  private TerraformStores(Path folder) {
    this.folder = folder;
    Moto.makeOtherBucket(OTHER);
    Terraform.copy(Terraform.FIXTURES.resolve("stores"), folder);
    Terraform.copy(Terraform.FIXTURES.resolve("legacy"), folder.resolve("legacy"));
    Terraform.copy(Terraform.MODULES, folder.resolve("terraform"));
    this.terraform = Terraform.in(folder);
    this.before = makeOld();
    writeAsTheScalaClient(before.get("single_readers"));
    writeAsTheScalaClient(before.get("multi"));
    this.plan = planUpgrade();
    terraform.succeed("apply", PARALLELISM, UPGRADE);
    this.after = terraform.json("output", "-json", "stores");
    this.defined = terraform.json("output", "-json", "defined");
    this.merged = terraform.json("output", "-json", "merged");
  }

  /**
   * Returns the stores of this JVM: the first call waits some minutes, and only the first tries.
   */
  static synchronized TerraformStores made() {
    if (failed) {
      throw new AssertionError("the stores could not be made: the first test that failed says why");
    }
    if (made == null) {
      // Where they are missing, every test is skipped, not only the first.
      Terraform.requireTools();
      Moto.endpoint();
      try {
        made =
            new TerraformStores(
                Files.createTempDirectory(Path.of("target").toAbsolutePath(), "terraform"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        failed = made == null;
      }
    }
    return made;
  }

  /** Returns the outputs of the old modules, by the stores' names. */
  JsonNode before() {
    return before;
  }

  /** Returns the plan of the upgrade. */
  JsonNode plan() {
    return plan;
  }

  /** Returns Terraform's answer to a plan after the upgrade: exit code 0 means nothing to do. */
  Tool.Ran planAgain() {
    return terraform.run("plan", "-detailed-exitcode", endpoint());
  }

  /** Returns the outputs of the same stores after their upgrade. */
  JsonNode after() {
    return after;
  }

  /** Returns the outputs of the {@link #definitions}, by their variants. */
  JsonNode defined() {
    return defined;
  }

  /** Returns policies of the stores single and multi, merged by a user after their upgrade. */
  JsonNode merged() {
    return merged;
  }

  /** Returns the definitions that {@link TerraformModule} is to write, one of each variant. */
  static Map<Variant, StoreDefinition> definitions() {
    return Arrays.stream(Variant.values())
        .collect(
            Collectors.toMap(
                variant -> variant,
                variant ->
                    withOptions(
                            StoreDefinition.builder(
                                    "Defined-" + variant.name().toLowerCase(Locale.ROOT))
                                .variant(variant)
                                .tags(Map.of("team", "books and films"))
                                .readPrincipals(List.of("arn:aws:iam::123456789012:root")),
                            variant)
                        .build(),
                (one, other) -> one,
                () -> new EnumMap<>(Variant.class)));
  }

  /**
   * Adds options, and a key to one. The server doesn't say whether a bucket tells EventBridge, and
   * forgets that delete markers are replicated, so Terraform would set both again and again.
   */
  private static StoreDefinition.Builder withOptions(
      StoreDefinition.Builder store, Variant variant) {
    return variant == Variant.MULTI
        ? store
            .kmsKeyArn(PolicyProofTest.KEY)
            .accessLogBucket(OTHER)
            .objectLockDays(7)
            .tableTlsOnly(true)
        : store.accessLogBucket(OTHER).tableTlsOnly(true);
  }

  private JsonNode makeOld() {
    Path examples = folder.resolve(EXAMPLES);
    String later = TerraformReadme.read(examples);
    delete(examples);
    terraform.succeed("init");
    terraform.succeed("apply", "-auto-approve", PARALLELISM, endpoint());
    write(examples, later);
    return terraform.json("output", "-json", "stores");
  }

  private static void writeAsTheScalaClient(JsonNode store) {
    String bucket = store.get("bucket_name").asText();
    String key = ID + "/3/6e1b6f2a-0f0e-4a52-b8a3-1d4f0a6f3d52.json";
    Map<String, AttributeValue> payload =
        Map.of("bucket", AttributeValue.fromS(bucket), "key", AttributeValue.fromS(key));
    Map<String, AttributeValue> item =
        Map.of(
            "id", AttributeValue.fromS(ID),
            "version", AttributeValue.fromN("3"),
            "payload", AttributeValue.fromM(payload));
    try (StoreClients clients = Moto.clients()) {
      clients
          .s3()
          .putObject(
              request -> request.bucket(bucket).key(key), RequestBody.fromString("\"Emma\""));
      clients
          .dynamoDb()
          .putItem(request -> request.tableName(store.get("table_name").asText()).item(item));
    }
  }

  /** Changes the sources to our modules, and adds the new stores. */
  private JsonNode planUpgrade() {
    Path main = folder.resolve("main.tf");
    String text = TerraformReadme.read(main);
    for (Map.Entry<String, String> module : SUCCESSORS.entrySet()) {
      String changed =
          text.replaceAll(module.getKey(), "source = \"./terraform/" + module.getValue() + "\"\n");
      assertThat(changed).as(module.getKey()).isNotEqualTo(text);
      text = changed;
    }
    write(main, text);
    definitions()
        .forEach(
            (variant, store) ->
                write(
                    folder.resolve("defined_" + variant + ".tf"),
                    TerraformModule.text(store, "./terraform")));
    write(
        folder.resolve("defined.tf"),
        "output \"defined\" {\n  value = {\n"
            + definitions().entrySet().stream()
                .map(
                    store ->
                        "    %s = module.%s\n".formatted(store.getKey(), store.getValue().name()))
                .collect(Collectors.joining())
            + "  }\n}\n");
    redirectExamples();
    terraform.succeed("init");
    terraform.succeed("plan", "-out=" + UPGRADE, endpoint());
    return terraform.json("show", "-json", UPGRADE);
  }

  /** Removes the providers from the examples, so that they use the server, like the others. */
  private void redirectExamples() {
    try (Stream<Path> files = Files.walk(folder.resolve("terraform"))) {
      files
          .filter(file -> file.endsWith("main.tf"))
          .filter(file -> file.getParent().getParent().endsWith("examples"))
          .forEach(
              file -> {
                String text = TerraformReadme.read(file);
                String without = text.replaceFirst("(?s)provider \"aws\" \\{.*?\n}\n", "");
                assertThat(without).isNotEqualTo(text);
                write(file, without);
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String endpoint() {
    return "-var=endpoint=" + Moto.endpoint();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
