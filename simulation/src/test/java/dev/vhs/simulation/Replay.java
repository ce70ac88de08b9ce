package dev.vhs.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * A test that runs one history again and prints it; {@link Campaign.Failure#command} says how. Its
 * name keeps it out of the build.
 */
class Replay {
  @Test
  void theHistoryOfASeedIsLegal() {
    Profile profile = Profile.valueOf(System.getProperty("vhs.profile", "MIXED"));
    String name = System.getProperty("vhs.mutant");
    Mutant mutant = name == null ? null : Mutant.valueOf(name);
    try (Simulator simulator = new Simulator()) {
      String trace = simulator.trace(profile, Long.getLong("vhs.seed", 0), mutant);
      System.out.println(trace);
      simulator
          .shrink(profile, Long.getLong("vhs.seed", 0), mutant)
          .ifPresent(shrunk -> System.out.println("In short:\n" + shrunk));
      assertThat(trace.strip().lines().reduce((one, next) -> next)).contains("legal");
    }
  }
}
