package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.InvalidRequest;
import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.testkit.contract.EachVariant;

/** The laws of settings that a store shared with the Scala client refuses. */
abstract class SharedEngineOpeningLaws extends EngineLaws {
  SharedEngineOpeningLaws(SharedEngineContract contract) {
    super(contract);
  }

  @EachVariant
  void valuesAreNotCompressed(Variant variant) {
    scala(variant).init(ID, "zero");
    Vhs vhs = open(builder(freshBackend(variant)).compress(true));
    assertThatThrownBy(() -> vhs.store(Codec.text()).putLatest(ID, "one"))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("compress");
    assertThat(vhs.store(Codec.text()).getLatest(ID).value()).isEqualTo("zero");
  }
}
