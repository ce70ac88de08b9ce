package dev.vhs.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of the command's packages, and who may see the libraries below it. */
class ArchitectureTest {
  private static final JavaClasses CLI =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.vhs.cli");

  private static final String ROOT = "dev.vhs.cli";
  private static final String SHELL = "dev.vhs.cli.shell";

  /** The packages of the commands. None sees another. */
  private static final List<String> COMMANDS =
      List.of(
          "dev.vhs.cli.value",
          "dev.vhs.cli.transfer",
          "dev.vhs.cli.upkeep",
          "dev.vhs.cli.provision");

  @Test
  void commandsSeeTheShellAndNoOtherCommands() {
    for (String room : COMMANDS) {
      List<String> others = new ArrayList<>(COMMANDS);
      others.remove(room);
      others.add(ROOT);
      noClasses()
          .that()
          .resideInAPackage(room)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others.toArray(String[]::new))
          .check(CLI);
    }
  }

  @Test
  void theShellSeesNoCommand() {
    List<String> above = new ArrayList<>(COMMANDS);
    above.add(ROOT);
    noClasses()
        .that()
        .resideInAPackage(SHELL)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(above.toArray(String[]::new))
        .check(CLI);
  }

  @Test
  void everyPackageHasItsPlaceInTheOrder() {
    List<String> order = new ArrayList<>(COMMANDS);
    order.add(ROOT);
    order.add(SHELL);
    assertThat(CLI.stream().map(JavaClass::getPackageName).distinct().toList())
        .containsExactlyInAnyOrderElementsOf(order);
  }

  /** The commands speak to a store as any other program does, so backends stay exchangeable. */
  @Test
  void commandsUseThePublicInterfaceOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.vhs.internal..", "dev.vhs.local..", "dev.vhs.aws..")
        .check(CLI);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev.vhs.provision..", "software.amazon.."})
  void onlyProvisioningSeesTheToolsOfAws(String tools) {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.vhs.cli.provision")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(tools)
        .check(CLI);
  }
}
