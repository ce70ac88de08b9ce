package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.SweepOptions;
import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.internal.StoreEngine;
import dev.vhs.testkit.faults.SeededFaults;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The laws of random operations of one writer behind a network that fails at random, next to a
 * model of what the store must hold. The seed is in the name of the test, and gives the same
 * operations and faults again, as far as time allows.
 */
abstract class EngineHistoryLaws extends EngineLaws {
  private static final int OPERATIONS = 60;

  EngineHistoryLaws(EngineContract contract) {
    super(contract);
  }

  @ParameterizedTest(name = "{0}, faults {2}, seed {1}")
  @CsvSource({
    "MULTI, 1, 0.1",
    "MULTI, 2, 0.2",
    "MULTI, 3, 0.3",
    "MULTI, 4, 0.4",
    "MULTI, 5, 0.5",
    "SINGLE, 1, 0.1",
    "SINGLE, 2, 0.2",
    "SINGLE, 3, 0.3",
    "SINGLE, 4, 0.4",
    "SINGLE, 5, 0.5"
  })
  void whatWasAcknowledgedIsThereAndNothingElse(Variant variant, long seed, double probability) {
    SeededFaults faults = new SeededFaults(seed, probability);
    Faulty network = faulty(variant, faults);
    openWithoutInline(variant).create();
    StoreEngine engine = patient(network.backend(), seed % 2 == 0 ? 0 : 4096, seed);
    ModelledStore store =
        new ModelledStore(engine.typed(Codec.text()), variant, seed, network::letArrive);
    for (int i = 0; i < OPERATIONS; i++) {
      store.operate();
    }
    faults.calmDown();
    network.letArrive();
    store.compare();
    engine.close();
    Vhs after = open(variant);
    assertThat(after.maintenance().verify(true, problem -> {}).problems()).isZero();
    if (takesClock()) {
      passGrace();
      after.maintenance().gc(SweepOptions.DEFAULT.maxDelete(1000));
      noOrphansAndNothingDangling(variant);
      store.compare(after.store(Codec.text()));
    }
  }
}
