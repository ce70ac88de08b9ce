package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.InvalidRequest;
import dev.vhs.Source;
import dev.vhs.StoreUnavailable;
import dev.vhs.StreamStore;
import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.internal.StoreEngine;
import dev.vhs.testkit.contract.EachVariant;
import dev.vhs.testkit.faults.Fault;
import dev.vhs.testkit.faults.FaultScript;
import java.io.ByteArrayInputStream;
import java.util.Set;

/** Uploads that must leave nothing: of a source that gives another length, or without an answer. */
abstract class EngineUploadLaws extends EngineLaws {
  private static final int SMALL = 1_000;
  private static final int LARGE = 200_000;

  EngineUploadLaws(EngineContract contract) {
    super(contract);
  }

  /** A source of another length than it says is an error, encoded too, and nothing is written. */
  @EachVariant
  void aSourceOfAnotherLengthWritesNothing(Variant variant) {
    for (boolean compress : new boolean[] {true, false}) {
      Vhs vhs =
          open(
              builder(freshBackend(variant))
                  .inlineItemBytes(0)
                  .reclaimInline(true)
                  .compress(compress));
      vhs.store(Codec.text()).putLatest("bound", "");
      Set<String> before = objects(variant);
      StreamStore streams = vhs.streams();
      for (int said : new int[] {SMALL, LARGE}) {
        for (int given : new int[] {0, said - 1, said + 1, 2 * said}) {
          Source source = Source.of(new ByteArrayInputStream(new byte[given]), said);
          assertThatThrownBy(() -> streams.init(ID, source))
              .as("%d bytes in place of %d, compress %s", given, said, compress)
              .isInstanceOf(InvalidRequest.class)
              .hasMessageContaining("should have " + said);
          assertThat(rows(variant, ID)).isEmpty();
          assertThat(objects(variant)).isEqualTo(before);
        }
      }
    }
  }

  /** An upload whose answers are all lost has stored its object, and takes it away again. */
  @EachVariant
  void anUploadThatFailedLeavesNothing(Variant variant) {
    FaultScript script = new FaultScript();
    StoreEngine engine = patient(faulty(variant, script).backend(), 0, 1);
    engine.typed(Codec.text()).putLatest("bound", "");
    Set<String> before = objects(variant);
    script.always("put", Fault.LOSE_ANSWER);
    assertThatThrownBy(() -> engine.typed(Codec.text()).init(ID, "in memory"))
        .isInstanceOf(StoreUnavailable.class);
    Source once = Source.of(new ByteArrayInputStream(new byte[LARGE]));
    assertThatThrownBy(() -> engine.streams().init(ID, once)).isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> engine.streams().init(ID, Source.of(new byte[LARGE])))
        .isInstanceOf(StoreUnavailable.class);
    script.clear();
    assertThat(objects(variant)).isEqualTo(before);
    assertThat(rows(variant, ID)).isEmpty();
  }
}
