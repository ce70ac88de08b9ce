package dev.vhs.aws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rooms of this module, and which of them may see which. */
class ArchitectureTest {
  private static final String TOP = "dev.vhs.aws";
  private static final String DYNAMO = "dev.vhs.aws.dynamo";
  private static final String S3 = "dev.vhs.aws.s3";
  private static final String SDK = "dev.vhs.aws.sdk";

  /** Each room, and the rooms that it must not use. */
  private static final Map<String, Set<String>> FORBIDDEN =
      Map.of(
          TOP, Set.of(),
          DYNAMO, Set.of(TOP, S3),
          S3, Set.of(TOP, DYNAMO),
          SDK, Set.of(TOP, DYNAMO, S3));

  private static final JavaClasses AWS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(TOP);

  @Test
  void roomsUseOnlyRoomsBelowThem() {
    FORBIDDEN.forEach(
        (room, others) -> {
          if (!others.isEmpty()) {
            noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.toArray(String[]::new))
                .check(AWS);
          }
        });
  }

  @Test
  void everyPackageHasAPlaceInTheOrder() {
    assertThat(AWS.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
        .isEqualTo(FORBIDDEN.keySet());
  }

  @Test
  void whatBothHalvesShareKnowsNeitherService() {
    noClasses()
        .that()
        .resideInAPackage(SDK)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk.services..")
        .check(AWS);
  }

  @Test
  void theBackendSeesTheApiAndTheSpiAlone() {
    noClasses().should().dependOnClassesThat().resideInAPackage("dev.vhs.internal..").check(AWS);
  }
}
