package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.vhs.AccessDenied;
import dev.vhs.StoreUnavailable;
import dev.vhs.VhsException;
import dev.vhs.spi.Body;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.ObjectStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The laws of the exceptions that tell a caller why an object store can't answer. */
abstract class ObjectRefusalLaws extends ObjectLaws {
  ObjectRefusalLaws(ObjectStoreContract contract) {
    super(contract);
  }

  /**
   * "It must throw StoreUnavailable if the service is out of reach or throttles": each method does.
   */
  @Test
  void aStoreOutOfReachIsUnavailable() {
    List<ObjectStore> openings = contract.openedUnavailable();
    assumeFalse(openings.isEmpty(), "this backend's test has no service that is out of reach");
    for (ObjectStore store : openings) {
      everyMethodThrows(store, StoreUnavailable.class);
    }
  }

  /** "It must throw … and AccessDenied if the service refuses": each method does. */
  @Test
  void aStoreThatRefusesIsDenied() {
    everyMethodThrows(contract.openedDenied(), AccessDenied.class);
  }

  private static void everyMethodThrows(ObjectStore store, Class<? extends VhsException> type) {
    assertThatThrownBy(() -> store.put(upload(KEY, Body.of(bytes("text")), false), CALL))
        .as("put")
        .isInstanceOf(type);
    assertThatThrownBy(() -> store.open(at(store, KEY), ByteRange.ALL, CALL))
        .as("open")
        .isInstanceOf(type);
    assertThatThrownBy(() -> store.stat(at(store, KEY), CALL)).as("stat").isInstanceOf(type);
    assertThatThrownBy(() -> store.list("", "", 5, CALL)).as("list").isInstanceOf(type);
    assertThatThrownBy(() -> store.delete(at(store, KEY), CALL)).as("delete").isInstanceOf(type);
  }
}
