package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.InvalidId;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.testkit.contract.EachVariant;
import dev.vhs.testkit.contract.IdShapes;
import java.util.List;

/** The laws of text that is no id, which every operation refuses before it asks a backend. */
abstract class EngineIdLaws extends EngineLaws {
  EngineIdLaws(EngineContract contract) {
    super(contract);
  }

  /** "of 1 to 1,024 UTF-8 bytes without control characters and unpaired surrogates". */
  @EachVariant
  void whatIsNoIdIsRefused(Variant variant) {
    VersionedStore<String> store = texts(variant);
    List<String> malformed =
        List.of(
            "",
            "a\u0000b",
            "\n",
            "a\tb",
            "\u007F",
            "\u0085",
            IdShapes.STORE_ROW,
            "\uD83D",
            "a\uDE00",
            "\uDE00\uD83D",
            IdShapes.LONGEST + "x",
            "\u00E9".repeat(512) + "x",
            IdShapes.LONGEST_EMOJI + "x");
    for (String id : malformed) {
      assertThatThrownBy(() -> store.init(id, "text"))
          .as("init of '%s'", id)
          .isInstanceOf(InvalidId.class);
      assertThatThrownBy(() -> store.getLatest(id)).isInstanceOf(InvalidId.class);
      assertThatThrownBy(() -> store.update(id, before -> before)).isInstanceOf(InvalidId.class);
      assertThatThrownBy(() -> store.delete(id)).isInstanceOf(InvalidId.class);
      assertThatThrownBy(() -> store.purge(id)).isInstanceOf(InvalidId.class);
      assertThatThrownBy(() -> store.history(id)).isInstanceOf(InvalidId.class);
      assertThatThrownBy(() -> store.exists(id)).isInstanceOf(InvalidId.class);
    }
    hasNoRows(variant);
  }
}
