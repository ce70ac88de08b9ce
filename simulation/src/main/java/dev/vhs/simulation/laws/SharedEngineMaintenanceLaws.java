package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.Compatibility;
import dev.vhs.CorruptValue;
import dev.vhs.Problem;
import dev.vhs.RetentionPolicy;
import dev.vhs.StoreDescription;
import dev.vhs.StoreMismatch;
import dev.vhs.SweepOptions;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Row;
import dev.vhs.testkit.contract.EachVariant;
import dev.vhs.testkit.contract.ScalaClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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

  /** Returns a time that the index, which may have a clock of its own, has not reached. */
  private Instant inAnHour(Variant variant) {
    return backend(variant).index().traits().clock().instant().plusSeconds(3600);
  }

  /**
   * One row of a script without an object, which the Scala client can't read either, concerns its
   * id alone: "every put and stats is refused with an untrue story, and the advised adopt turns the
   * table native without a word".
   */
  @EachVariant
  void aRowThatNobodyUnderstandsConcernsItsIdAlone(Variant variant) {
    ScalaClient scala = scala(variant);
    scala.init(ID, "0 by scala");
    scala.init("broken", "0 by scala");
    Row bare =
        Row.builder("broken", 1).writeId(new UUID(1, 1)).committedAt(clock().instant()).build();
    Row there = rows(variant, "broken").get(0);
    Commit commit =
        Commit.builder(List.of(bare), inAnHour(variant))
            .replaces(variant == Variant.SINGLE ? there : null)
            .build();
    assertThat(backend(variant).index().commit(commit, CALL))
        .isInstanceOf(CommitResult.Committed.class);
    Vhs vhs = open(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    assertThat(store.putLatest(ID, "1 by us").version()).isEqualTo(1);
    assertThat(vhs.compatibility()).isEqualTo(Compatibility.SCALA);
    assertThat(vhs.maintenance().stats().ids()).isGreaterThanOrEqualTo(2);
    fails(CorruptValue.class, "broken", () -> store.getLatest("broken"));
    List<Problem> problems = new ArrayList<>();
    vhs.maintenance().verify(false, problems::add);
    assertThat(problems).extracting(Problem::kind).containsExactly(Problem.Kind.EMPTY);
    assertThat(vhs.maintenance().previewAdopt().after().compatibility())
        .isEqualTo(Compatibility.SCALA);
    assertThat(vhs.maintenance().adopt().compatibility()).isEqualTo(Compatibility.SCALA);
    assertThat(vhs.maintenance().gc(SweepOptions.DEFAULT).deleted()).isZero();
    assertThat(store.putLatest(ID, "2 by us").version()).isEqualTo(2);
    assertThat(scala.getLatest(ID)).isEqualTo("2 by us");
    assertThat(store.putLatest("broken", "2 by us").version()).isEqualTo(2);
    assertThat(scala.getLatest("broken")).isEqualTo("2 by us");
  }

  /** "nothing but an explicit wish makes a shared table native". */
  @EachVariant
  void aTableOfBothSortsIsAdoptedOnlyAsAskedFor(Variant variant) {
    scala(variant).init(ID, "0 by scala");
    Row copied = Row.tombstone("copied", 0, new UUID(1, 1), clock().instant());
    Commit commit = Commit.of(List.of(copied), inAnHour(variant));
    assertThat(backend(variant).index().commit(commit, CALL))
        .isInstanceOf(CommitResult.Committed.class);
    Vhs vhs = open(variant);
    assertThatThrownBy(() -> vhs.store(Codec.text()).putLatest(ID, "1 by us"))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("'copied'");
    for (ThrowingCallable adoption :
        List.<ThrowingCallable>of(
            () -> vhs.maintenance().adopt(), () -> vhs.maintenance().previewAdopt())) {
      assertThatThrownBy(adoption)
          .isInstanceOf(StoreMismatch.class)
          .hasMessageContaining("compatibility=native or compatibility=scala");
    }
    assertThat(backend(variant).index().read(Row.STORE_ID, 0, Consistency.CONSISTENT, CALL))
        .as("the store row of a native store")
        .isNull();
    Vhs asked = open(builder(freshBackend(variant)).compatibility(Compatibility.NATIVE));
    assertThat(asked.maintenance().adopt().compatibility()).isEqualTo(Compatibility.NATIVE);
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
