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

/**
 * Stores on {@code moto_server} that the modules of old made, then upgraded to ours, and beside
 * them new ones: the modules' examples, and what {@link TerraformModule} writes.
 */
final class TerraformStores {
  /** Our modules in place of those of old, by the folders' names. */
  private static final Map<String, String> SUCCESSORS =
      Map.of(
          "single-version-store", "single-version-store",
          "multi-version-store", "multi-version-store",
          "hash-store", "single-version-store");

  private static final String EXAMPLES = "examples.tf";

  private final Path folder;
  private final Terraform terraform;

  TerraformStores(Path folder) {
    this.folder = folder;
    Terraform.copy(Terraform.FIXTURES.resolve("stores"), folder);
    Terraform.copy(Terraform.FIXTURES.resolve("legacy"), folder.resolve("legacy"));
    Terraform.copy(Terraform.MODULES, folder.resolve("terraform"));
    this.terraform = Terraform.in(folder);
  }

  /** What {@link TerraformModule} is to write, of each variant. */
  static Map<Variant, StoreDefinition> defined() {
    return Arrays.stream(Variant.values())
        .collect(
            Collectors.toMap(
                variant -> variant,
                variant ->
                    StoreDefinition.builder("Defined-" + variant.name().toLowerCase(Locale.ROOT))
                        .variant(variant)
                        .tags(Map.of("team", "books and films"))
                        .readPrincipals(List.of("arn:aws:iam::123456789012:root"))
                        .build(),
                (one, other) -> one,
                () -> new EnumMap<>(Variant.class)));
  }

  /** Makes the stores of old, and gives their outputs. */
  JsonNode makeOld() {
    Path examples = folder.resolve(EXAMPLES);
    String later = read(examples);
    delete(examples);
    terraform.succeed("init");
    apply("-auto-approve");
    JsonNode outputs = outputs("stores");
    write(examples, later);
    return outputs;
  }

  /** Changes the sources to our modules, adds the new stores, and gives the plan. */
  JsonNode planUpgrade() {
    Path main = folder.resolve("main.tf");
    String text = read(main);
    for (Map.Entry<String, String> module : SUCCESSORS.entrySet()) {
      String old = "\"./legacy/" + module.getKey() + "\"";
      assertThat(text).contains(old);
      text = text.replace(old, "\"./terraform/" + module.getValue() + "\"");
    }
    write(main, text);
    defined()
        .forEach(
            (variant, store) ->
                write(
                    folder.resolve("defined_" + variant + ".tf"),
                    TerraformModule.text(store, "./terraform")));
    write(
        folder.resolve("defined.tf"),
        "output \"defined\" {\n  value = {\n"
            + defined().entrySet().stream()
                .map(
                    store ->
                        "    %s = module.%s\n".formatted(store.getKey(), store.getValue().name()))
                .collect(Collectors.joining())
            + "  }\n}\n");
    redirectExamples();
    terraform.succeed("init");
    terraform.succeed("plan", "-out=upgrade.tfplan", endpoint());
    return terraform.json("show", "-json", "upgrade.tfplan");
  }

  /** Takes the providers out of the examples, so that they ask the server, as all do here. */
  private void redirectExamples() {
    try (Stream<Path> files = Files.walk(folder.resolve("terraform"))) {
      files
          .filter(file -> file.endsWith("main.tf"))
          .filter(file -> file.getParent().getParent().endsWith("examples"))
          .forEach(
              file -> {
                String text = read(file);
                String without = text.replaceFirst("(?s)provider \"aws\" \\{.*?\n}\n", "");
                assertThat(without).isNotEqualTo(text);
                write(file, without);
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does what was planned. */
  void upgrade() {
    apply("upgrade.tfplan");
  }

  /** Plans again, and gives what Terraform says: exit code 0 is that there is nothing to do. */
  Tool.Ran planAgain() {
    return terraform.run("plan", "-detailed-exitcode", endpoint());
  }

  /** The outputs of several modules, by their names. */
  JsonNode outputs(String name) {
    return terraform.json("output", "-json", name);
  }

  private void apply(String what) {
    // Each store waits by itself: all at once.
    if (what.startsWith("-")) {
      terraform.succeed("apply", "-parallelism=50", endpoint(), what);
    } else {
      terraform.succeed("apply", "-parallelism=50", what);
    }
  }

  private static String endpoint() {
    return "-var=endpoint=" + Moto.endpoint();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
