package dev.vhs.aws.wire;

import dev.vhs.internal.protocol.Rules;
import dev.vhs.simulation.Mutant;
import dev.vhs.spi.Backend;

/** What is broken in a store, to show that it would be noticed; each is one of {@link Mutant}. */
enum Breakage {
  NOTHING,

  /** Writes whatever stands in the slot. */
  CONDITION_FORGOTTEN {
    @Override
    Backend over(Backend backend, WireLane lane, EmulatedPlace place) {
      return new Backend(
          new UnconditionalIndex(backend.index(), lane.dynamoDb(), place.table()),
          backend.objects(),
          backend.prefix(),
          backend.name());
    }
  },

  /** Takes its own write, whose answer was lost, for another's. */
  WRITE_ID_NOT_COMPARED {
    @Override
    Rules rules() {
      return Mutant.WRITE_ID_NOT_COMPARED.rules();
    }
  };

  Rules rules() {
    return Rules.SOUND;
  }

  Backend over(Backend backend, WireLane lane, EmulatedPlace place) {
    return backend;
  }
}
