package dev.vhs.simulation.laws;

import dev.vhs.Variant;
import dev.vhs.spi.Backend;
import dev.vhs.testkit.contract.ForeignWriter;
import java.util.Optional;

class MemoryEngineTest extends EngineContract {
  private final MemoryHalves halves = new MemoryHalves(clock());

  @Override
  protected Backend open(Variant variant) {
    return halves.backend(variant);
  }

  @Override
  protected Optional<ForeignWriter> foreignWriter(Variant variant) {
    return Optional.of(halves.foreignWriter(variant));
  }
}
