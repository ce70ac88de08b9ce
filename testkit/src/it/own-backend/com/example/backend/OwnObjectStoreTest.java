package com.example.backend;

import dev.vhs.Variant;
import dev.vhs.spi.ObjectStore;
import dev.vhs.testkit.contract.ObjectStoreContract;

class OwnObjectStoreTest extends ObjectStoreContract {
  private final OwnHalves halves = new OwnHalves(clock());

  @Override
  protected ObjectStore open() {
    return halves.objects(Variant.MULTI);
  }

  @Override
  protected boolean streams() {
    return false;
  }

  @Override
  protected long largeObjectBytes() {
    return 1L << 20;
  }

  @Override
  protected int rounds() {
    return 5;
  }
}
