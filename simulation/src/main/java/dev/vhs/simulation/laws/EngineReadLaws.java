package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.InvalidId;
import dev.vhs.NoVersionExists;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.Versioned;
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
  void whatIsMissingIsEmptyWhereItIsLookedFor(Variant variant) {
    VersionedStore<String> store = texts(variant);
    assertThat(store.findLatest(ID)).isEmpty();
    assertThat(store.find(ID, 0)).isEmpty();
    store.init(ID, "zero");
    assertThat(store.findLatest(ID)).contains(store.getLatest(ID));
    assertThat(store.find(ID, 0)).map(Versioned::value).contains("zero");
    assertThat(store.find(ID, 1)).isEmpty();
    store.delete(ID);
    assertThat(store.findLatest(ID)).isEmpty();
    assertThat(store.find(ID, 1)).isEmpty();
    assertThat(store.find(ID, 0).isPresent()).isEqualTo(variant == Variant.MULTI);
    fails(InvalidId.class, "", () -> store.findLatest(""));
  }

  /** Another store that a codec asks may lack something; this store's id is there all the same. */
  @EachVariant
  void aCodecThatMissesSomethingIsNotTakenForAMissingId(Variant variant) {
    texts(variant).init(ID, "zero");
    Codec<String> asking =
        new Codec<>() {
          @Override
          public byte[] encode(String value) {
            throw new NoVersionExists("there is no 'other'", "other", null);
          }

          @Override
          public String decode(byte[] bytes, String contentType) {
            throw new NoVersionExists("there is no 'other'", "other", null);
          }

          @Override
          public String contentType() {
            return "text/plain";
          }
        };
    VersionedStore<String> store = open(variant).store(asking);
    fails(NoVersionExists.class, "other", () -> store.findLatest(ID));
    fails(NoVersionExists.class, "other", () -> store.find(ID, 0));
  }

  @EachVariant
  void operationsOfAnExecutorAreTheSame(Variant variant) {
    VersionedStore<String> store = texts(variant);
    var async = store.async(Runnable::run);
    assertThat(async.apply(own -> own.init(ID, "zero")).toCompletableFuture().join().version())
        .isZero();
    assertThat(async.apply(own -> own.history(ID).toList()).toCompletableFuture().join())
        .hasSize(1);
    assertThat(async.apply(own -> own.getLatest("missing")).toCompletableFuture())
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableThat()
        .withCauseInstanceOf(NoVersionExists.class);
  }
}
