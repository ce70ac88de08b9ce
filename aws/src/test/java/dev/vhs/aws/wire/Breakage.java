package dev.vhs.aws.wire;

import dev.vhs.internal.protocol.Rules;
import dev.vhs.simulation.Mutant;
import dev.vhs.spi.Backend;

/**
 * A fault that is built into a store, to show that the tests notice it; each is one of {@link
 * Mutant}.
 */
enum Breakage {
  NOTHING,

  /** It writes without looking at the slot. */
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

  /** It takes its own write, whose answer was lost, for another's. */
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
