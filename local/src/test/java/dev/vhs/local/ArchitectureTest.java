package dev.vhs.local;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * The order of this module's rooms: each uses only rooms below it, and its two halves don't meet.
 */
class ArchitectureTest {
  private static final JavaClasses LOCAL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.vhs.local");

  @Test
  void roomsUseOnlyRoomsBelowThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("local")
        .definedBy("dev.vhs.local")
        .layer("sqlite")
        .definedBy("dev.vhs.local.sqlite")
        .layer("files")
        .definedBy("dev.vhs.local.files")
        .layer("shared")
        .definedBy("dev.vhs.local.shared")
        .whereLayer("local")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("sqlite")
        .mayOnlyBeAccessedByLayers("local")
        .whereLayer("files")
        .mayOnlyBeAccessedByLayers("local")
        .whereLayer("shared")
        .mayOnlyBeAccessedByLayers("local", "sqlite", "files")
        .check(LOCAL);
  }

  @Test
  void everyPackageIsARoom() {
    assertThat(LOCAL.stream().map(JavaClass::getPackageName).distinct())
        .containsExactlyInAnyOrder(
            "dev.vhs.local", "dev.vhs.local.sqlite", "dev.vhs.local.files", "dev.vhs.local.shared");
  }
}
