package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The tool {@code terraform} in one folder, with the AWS provider from a mirror on this machine:
 * tests load nothing from its registry.
 */
final class Terraform {
  /** The project's modules. */
  static final Path MODULES = Path.of("..", "terraform").toAbsolutePath().normalize();

  /** The other folders of tests: stores, and the old modules. */
  static final Path FIXTURES = Path.of("src", "test", "terraform").toAbsolutePath();

  /** The system property that names the mirror's folder; the variable below does the same. */
  private static final String PLUGINS = "vhs.tests.terraformPlugins";

  private static final String PLUGINS_VARIABLE = "VHS_TESTS_TERRAFORM_PLUGINS";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Tool tool = Tool.of("terraform");
  private final Path folder;
  private final Map<String, String> environment;

  private Terraform(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** Returns a tool that runs in a folder, without reading or writing files of the user. */
  static Terraform in(Path folder) {
    return new Terraform(
        folder,
        Map.of(
            "TF_CLI_CONFIG_FILE", configuration(folder).toString(),
            "TF_DATA_DIR", folder.resolve(".terraform").toString(),
            "TF_IN_AUTOMATION", "true",
            "TF_INPUT", "false",
            "CHECKPOINT_DISABLE", "true"));
  }

  /** Ends the test if Terraform or its provider is missing. */
  static void requireTools() {
    Tool.of("terraform");
    plugins();
  }

  private static Path configuration(Path folder) {
    String text =
        """
        provider_installation {
          filesystem_mirror {
            path    = "%s"
            include = ["*/*/*"]
          }
        }
        """
            .formatted(plugins());
    try {
      return Files.writeString(folder.resolve("terraform.rc"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path plugins() {
    return Stream.of(
            System.getProperty(PLUGINS),
            System.getenv(PLUGINS_VARIABLE),
            "/opt/tf-plugins",
            "/usr/local/share/tf-plugins",
            System.getProperty("user.home") + "/.terraform.d/plugins")
        .filter(Objects::nonNull)
        .map(Path::of)
        .filter(place -> Files.isDirectory(place.resolve("registry.terraform.io/hashicorp/aws")))
        .findFirst()
        .orElseThrow(
            () ->
                Tool.missing(
                    "a mirror of Terraform's AWS provider ('terraform providers mirror DIR' in terraform/single-version-store makes one, -D"
                        + PLUGINS
                        + "=DIR names it)"));
  }

  /** Copies a folder with everything in it. */
  static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command that may fail. */
  Tool.Ran run(String... arguments) {
    return tool.run(folder, environment, arguments);
  }

  /** Runs a command that has to succeed, and returns its output. */
  String succeed(String... arguments) {
    Tool.Ran ran = run(arguments);
    assertThat(ran.exitCode())
        .as("terraform %s in %s: %s", String.join(" ", arguments), folder, ran.output())
        .isZero();
    return ran.output();
  }

  /** Runs a command that has to succeed, and returns the JSON in its output. */
  JsonNode json(String... arguments) {
    try {
      return JSON.readTree(succeed(arguments));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
