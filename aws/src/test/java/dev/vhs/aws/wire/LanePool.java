package dev.vhs.aws.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** A pool of lanes to one place, each lent to one user at a time. */
final class LanePool implements AutoCloseable {
  private final List<WireStores> all = new ArrayList<>();
  private final BlockingQueue<WireStores> idle = new LinkedBlockingQueue<>();

  LanePool(EmulatedPlace place, int lanes) {
    for (int i = 0; i < lanes; i++) {
      WireStores stores = new WireStores(place);
      all.add(stores);
      idle.add(stores);
    }
  }

  /** Runs a task on a lane that nobody else uses meanwhile. */
  <R> R lend(Function<WireStores, R> use) {
    WireStores stores;
    try {
      stores = idle.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
    try {
      return use.apply(stores);
    } finally {
      stores.script().clear();
      stores.arrive();
      idle.add(stores);
    }
  }

  @Override
  public void close() {
    all.forEach(WireStores::close);
  }
}
