package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.NoVersionExists;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.testkit.contract.EachVariant;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The history of a single-version store, and the asynchronous operations. */
abstract class EngineReadLaws extends EngineLaws {
  EngineReadLaws(EngineContract contract) {
    super(contract);
  }

  @Test
  void aSingleVersionHistoryHasOneEntry() {
    VersionedStore<String> store = texts(Variant.SINGLE);
    store.init(ID, "zero");
    store.putLatest(ID, "one");
    assertThat(store.history(ID)).extracting(VersionInfo::version).containsExactly(1L);
    store.delete(ID);
    assertThat(store.history(ID)).extracting(VersionInfo::version).containsExactly(2L);
    assertThat(store.history(ID)).extracting(VersionInfo::isDeleted).containsExactly(true);
  }

  @EachVariant
  void asyncOperationsAreTheSame(Variant variant) {
    VersionedStore<String> store = texts(variant);
    var async = store.async(Runnable::run);
    assertThat(async.init(ID, "zero").toCompletableFuture().join().version()).isZero();
    assertThat(async.getLatest(ID).toCompletableFuture().join().value()).isEqualTo("zero");
    assertThat(async.getLatest("missing").toCompletableFuture())
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableThat()
        .withCauseInstanceOf(NoVersionExists.class);
  }
}
