package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.RetentionPolicy;
import dev.vhs.StoreDescription;
import dev.vhs.StoreMismatch;
import dev.vhs.SweepOptions;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.spi.Backend;
import dev.vhs.testkit.contract.EachVariant;
import dev.vhs.testkit.contract.ScalaClient;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The laws of adoption, pruning and verification of a store that the Scala client shares. */
abstract class SharedEngineMaintenanceLaws extends EngineLaws {
  SharedEngineMaintenanceLaws(SharedEngineContract contract) {
    super(contract);
  }

  /** Returns a shared store that was adopted, with an id that both clients wrote. */
  private Vhs adopted(Variant variant) {
    Vhs vhs = shared(variant);
    ScalaClient scala = scala(variant);
    scala.init(ID, "0 by scala");
    vhs.store(Codec.text()).putLatest(ID, "1 by us");
    scala.putLatest(ID, "2 by scala");
    vhs.store(Codec.text()).putLatest(ID, "3 by us");
    vhs.maintenance().adopt();
    return vhs;
  }

  /** "Grace and commit window …, recorded in the store object by adopt": then they bind all. */
  @EachVariant
  void adoptionRecordsTheGracePeriod(Variant variant) {
    scala(variant).init(ID, "zero");
    Duration grace = Duration.ofDays(3);
    Vhs first = open(builder(freshBackend(variant)).grace(grace, Duration.ofMinutes(10)));
    StoreDescription adopted = first.maintenance().adopt();
    assertThat(adopted.grace()).isEqualTo(grace);
    Vhs second = open(variant);
    assertThat(second.maintenance().describe()).isEqualTo(adopted);
    assertThat(second.create()).isEqualTo(adopted);
    StoreDescription again = second.maintenance().adopt();
    assertThat(again.identity()).isNotEqualTo(adopted.identity());
    assertThat(again.grace()).isEqualTo(grace);
    assertThat(again.commitWindow()).isEqualTo(Duration.ofMinutes(10));
  }

  /** An object that a restored version shares outlives the row that it was made for. */
  @Test
  void aRestoredVersionKeepsItsObject() {
    Vhs vhs = adopted(Variant.MULTI);
    VersionedStore<String> store = vhs.store(Codec.text());
    store.restore(ID, 0);
    passGrace();
    assertThat(pruned(store, RetentionPolicy.newest(1)).objects()).isEqualTo(3);
    assertThat(scala(Variant.MULTI).getLatest(ID)).isEqualTo("0 by scala");
    assertThat(vhs.maintenance().gc(SweepOptions.DEFAULT).deleted()).isZero();
  }

  /** "verifies": a bucket that no pointer names is not this table's. */
  @EachVariant
  void aTableWhosePointersAreElsewhereIsNotAdopted(Variant variant) throws IOException {
    ScalaClient scala = scala(variant);
    scala.init(ID, "zero");
    Backend mine = freshBackend(variant);
    Vhs elsewhere =
        open(builder(new Backend(mine.index(), mine.objects(), "elsewhere", "elsewhere")));
    assertThatThrownBy(() -> elsewhere.maintenance().adopt())
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("under its prefix");
  }

  @EachVariant
  void statisticsAndVerificationGoThroughBothClientsRows(Variant variant) {
    Vhs vhs = adopted(variant);
    long versions = variant == Variant.MULTI ? 4 : 1;
    assertThat(vhs.maintenance().verify(true, problem -> {}).problems()).isZero();
    assertThat(vhs.maintenance().stats().versions()).isGreaterThanOrEqualTo(versions);
    assertThat(vhs.maintenance().stats().inline()).isZero();
    VersionInfo info = vhs.store(Codec.text()).info(ID);
    backend(variant).objects().delete(info.location().orElseThrow(), CALL);
    assertThat(vhs.maintenance().verify(false, problem -> {}).problems()).isEqualTo(1);
    assertThatThrownBy(() -> vhs.maintenance().adopt()).isInstanceOf(StoreMismatch.class);
  }
}
