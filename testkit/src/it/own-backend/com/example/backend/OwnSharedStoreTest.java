package com.example.backend;

import dev.vhs.Variant;
import dev.vhs.spi.Backend;
import dev.vhs.testkit.contract.CompatibleStoreContract;
import dev.vhs.testkit.contract.ForeignWriter;
import java.util.Optional;

class OwnSharedStoreTest extends CompatibleStoreContract {
  private final OwnHalves halves = new OwnHalves(clock());

  @Override
  protected Backend open(Variant variant) {
    return halves.backend(variant);
  }

  @Override
  protected Optional<ForeignWriter> foreignWriter(Variant variant) {
    return Optional.of(halves.foreignWriter(variant));
  }

  @Override
  protected long largeValueBytes() {
    return 2L << 20;
  }

  @Override
  protected int manyRows() {
    return 600;
  }

  @Override
  protected int writesOfEach() {
    return 5;
  }
}
