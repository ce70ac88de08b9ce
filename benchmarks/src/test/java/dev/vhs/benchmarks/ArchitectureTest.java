package dev.vhs.benchmarks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rooms of the benchmarks and their order: which of them may use which. */
class ArchitectureTest {
  private static final String ROOT = "dev.vhs.benchmarks";
  private static final String AWS = ROOT + ".aws..";
  private static final String LOCAL = ROOT + ".local..";
  private static final String MEMORY = ROOT + ".memory..";
  private static final String GROWTH = ROOT + ".growth..";
  private static final String FOOTPRINT = ROOT + ".footprint..";
  private static final String PEERS = ROOT + ".peers..";
  private static final String HARNESS = ROOT + ".harness..";
  private static final String WIRE = ROOT + ".wire..";

  /** Each room, and the rooms that it must not use. No chapter sees another. */
  private static final Map<String, Set<String>> FORBIDDEN =
      Map.of(
          AWS, Set.of(LOCAL, MEMORY, GROWTH, FOOTPRINT),
          LOCAL, Set.of(AWS, MEMORY, GROWTH, FOOTPRINT, PEERS, WIRE),
          MEMORY, Set.of(AWS, LOCAL, GROWTH, FOOTPRINT, PEERS, WIRE),
          GROWTH, Set.of(AWS, LOCAL, MEMORY, FOOTPRINT, PEERS, WIRE),
          FOOTPRINT, Set.of(AWS, LOCAL, MEMORY, GROWTH, PEERS, WIRE),
          PEERS, Set.of(AWS, LOCAL, MEMORY, GROWTH, FOOTPRINT),
          HARNESS, Set.of(AWS, LOCAL, MEMORY, GROWTH, FOOTPRINT, PEERS, WIRE),
          WIRE, Set.of(AWS, LOCAL, MEMORY, GROWTH, FOOTPRINT, PEERS, HARNESS));

  private static final JavaClasses BENCHMARKS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void roomsUseOnlyRoomsBelowThem() {
    FORBIDDEN.forEach(
        (room, others) ->
            noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.toArray(String[]::new))
                .check(BENCHMARKS));
  }

  /** Classes beside the rooms are for all of them, so only the program may see a room. */
  @Test
  void onlyTheProgramSeesRooms() {
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .and()
        .doNotBelongToAnyOf(Main.class)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(FORBIDDEN.keySet().toArray(String[]::new))
        .check(BENCHMARKS);
  }

  @Test
  void nothingSeesTheProgram() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(Main.class)
        .should()
        .dependOnClassesThat(belongToAnyOf(Main.class))
        .check(BENCHMARKS);
  }

  @Test
  void everyPackageHasAPlaceInTheOrder() {
    assertThat(
            BENCHMARKS.stream()
                .map(type -> type.getPackageName().replaceFirst("\\.jmh_generated$", ""))
                .filter(name -> !name.equals(ROOT))
                .map(name -> name + "..")
                .collect(Collectors.toSet()))
        .isEqualTo(FORBIDDEN.keySet());
  }

  /** Benchmarks measure what users hold, so none of them reaches into the engine. */
  @Test
  void contendersUseThePublicInterfaceOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.vhs.internal..")
        .check(BENCHMARKS);
  }
}
