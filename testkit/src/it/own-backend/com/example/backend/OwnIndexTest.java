package com.example.backend;

import dev.vhs.Variant;
import dev.vhs.spi.PointerIndex;
import dev.vhs.testkit.contract.ForeignWriter;
import dev.vhs.testkit.contract.PointerIndexContract;
import java.util.Optional;

class OwnIndexTest extends PointerIndexContract {
  private final OwnHalves halves = new OwnHalves(clock());

  @Override
  protected PointerIndex open(Variant variant) {
    return halves.index(variant);
  }

  @Override
  protected PointerIndex openAnother(Variant variant) {
    return halves.anotherIndex(variant);
  }

  @Override
  protected Optional<ForeignWriter> foreignWriter(Variant variant) {
    return Optional.of(halves.foreignWriter(variant));
  }

  @Override
  protected int rounds() {
    return 5;
  }
}
