package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The modules before Terraform's own formatter, validation and tests. */
class TerraformIT {
  @TempDir Path folder;

  @Test
  void everyFileIsFormatted() {
    for (Path files : new Path[] {Terraform.MODULES, Terraform.FIXTURES}) {
      Tool.Ran ran =
          Tool.of("terraform")
              .run(folder, Map.of(), "fmt", "-check", "-recursive", "-diff", files.toString());
      assertThat(ran.exitCode()).as(ran.output()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void whatIsWrittenForAStoreIsFormatted(Variant variant) throws IOException {
    Files.writeString(
        folder.resolve("main.tf"),
        TerraformModule.text(TerraformStores.definitions().get(variant), "./terraform"));
    Tool.Ran ran = Tool.of("terraform").run(folder, "fmt", "-check", "-diff", "main.tf");
    assertThat(ran.exitCode()).as(ran.output()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"modules/store", "single-version-store", "multi-version-store"})
  void testsOfTheModulePass(String module) {
    Terraform.copy(Terraform.MODULES, folder.resolve("terraform"));
    Terraform terraform = Terraform.in(folder.resolve("terraform").resolve(module));
    terraform.succeed("init");
    assertThat(terraform.succeed("test", "-no-color")).contains("0 failed.");
  }

  /** Validates the examples that are not applied elsewhere. */
  @ParameterizedTest
  @ValueSource(
      strings = {"single-version-store/examples/basic", "multi-version-store/examples/hardened"})
  void examplesAreValid(String example) {
    Terraform.copy(Terraform.MODULES, folder.resolve("terraform"));
    Terraform terraform = Terraform.in(folder.resolve("terraform").resolve(example));
    terraform.succeed("init");
    terraform.succeed("validate");
  }
}
