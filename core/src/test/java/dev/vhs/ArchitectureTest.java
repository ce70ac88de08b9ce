package dev.vhs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The order of core's rooms, and the things that only {@code Environment} may take from the
 * machine.
 */
class ArchitectureTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.vhs");

  @Test
  void coreSeesNoBackendsLibraries() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon..", "org.sqlite..", "java.sql..", "picocli..")
        .check(CORE);
  }

  /** The rooms of the engine, the highest first; each may use those below it. */
  private static final List<String> ROOMS =
      List.of(
          "dev.vhs.internal",
          "dev.vhs.internal.sweep",
          "dev.vhs.internal.maintenance",
          "dev.vhs.internal.write",
          "dev.vhs.internal.identity",
          "dev.vhs.internal.read",
          "dev.vhs.internal.value",
          "dev.vhs.internal.commit",
          "dev.vhs.internal.cache",
          "dev.vhs.internal.protocol",
          "dev.vhs.internal.runtime");

  @Test
  void roomsUseOnlyRoomsBelowThem() {
    for (int room = 1; room < ROOMS.size(); room++) {
      noClasses()
          .that()
          .resideInAPackage(ROOMS.get(room))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOMS.subList(0, room).toArray(String[]::new))
          .check(CORE);
    }
    assertThat(
            CORE.stream().map(JavaClass::getPackageName).filter(name -> name.contains("internal")))
        .as("packages without a place in the order")
        .isSubsetOf(ROOMS);
  }

  @Test
  void theSpiKnowsNothingOfTheEngine() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.vhs.spi", "dev.vhs.memory")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.vhs.internal..")
        .check(CORE);
  }

  /** A backend is what a store is opened over; nothing else of the SPI is for applications. */
  @Test
  void thePublicApiShowsNothingOfSpiAndEngine() {
    List<String> shown =
        CORE.stream()
            .filter(type -> type.getPackageName().equals("dev.vhs") && isPublic(type))
            .flatMap(type -> type.getCodeUnits().stream())
            .filter(unit -> isShown(unit.getModifiers()))
            .filter(
                unit ->
                    Stream.concat(
                            unit.getRawParameterTypes().stream(),
                            Stream.of(unit.getRawReturnType()))
                        .map(JavaClass::getPackageName)
                        .anyMatch(name -> name.matches("dev\\.vhs\\.(spi|memory|internal).*")))
            .map(JavaCodeUnit::getFullName)
            .toList();
    assertThat(shown).containsExactly("dev.vhs.Vhs.builder(dev.vhs.spi.Backend)");
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC);
  }

  private static boolean isShown(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  @Test
  void theEngineDoesNotKnowTheMemoryBackend() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.vhs.internal..", "dev.vhs")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.vhs.memory")
        .check(CORE);
  }

  @Test
  void nothingTakesTimeOrRandomnessOrWaitsByItself() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.vhs.internal.runtime.Environment")
        .and()
        .doNotHaveFullyQualifiedName("dev.vhs.memory.MemoryBackendProvider")
        .and()
        .doNotHaveFullyQualifiedName("dev.vhs.memory.MemoryBackend")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(ThreadLocalRandom.class, "current")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callConstructor(Random.class)
        .orShould()
        .callConstructor(SecureRandom.class)
        .check(CORE);
  }

  @Test
  void everyFailureButTheUnknownOneSaysThatNothingWasWritten() {
    classes()
        .that()
        .areAssignableTo(VhsException.class)
        .and()
        .doNotHaveFullyQualifiedName(VhsException.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(CommitOutcomeUnknown.class.getName())
        .should()
        .beAssignableTo(NothingWritten.class)
        .check(CORE);
    noClasses()
        .that()
        .areAssignableTo(CommitOutcomeUnknown.class)
        .should()
        .beAssignableTo(NothingWritten.class)
        .check(CORE);
  }
}
