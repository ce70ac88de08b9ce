package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.Compatibility;
import dev.vhs.Location;
import dev.vhs.StoreDescription;
import dev.vhs.StoreMismatch;
import dev.vhs.SweepOptions;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** "A store with a store row is native. A table without one but with rows …" */
abstract class SharedOpeningLaws extends StoreLaws {
  SharedOpeningLaws(CompatibleStoreContract contract) {
    super(contract);
  }

  private @Nullable Row storeRow(Variant variant) {
    return backend(variant).index().read(Row.STORE_ID, 0, Consistency.CONSISTENT, CALL);
  }

  private Location storeObject(Backend backend) {
    return new Location(
        backend.objects().traits().bucket(),
        (backend.prefix().isEmpty() ? "" : backend.prefix() + "/") + ".vhs/store.json");
  }

  @EachVariant
  void aTableOfTheScalaClientIsRecognised(Variant variant) {
    scala(variant).init(ID, "zero");
    Vhs vhs = open(variant);
    assertThat(vhs.compatibility()).isEqualTo(Compatibility.SCALA);
    assertThat(vhs.store(Codec.text()).putLatest(ID, "one").version()).isEqualTo(1);
    StoreDescription description = vhs.maintenance().describe();
    assertThat(description.compatibility()).isEqualTo(Compatibility.SCALA);
    assertThat(description.identity()).isEmpty();
    assertThat(description.variant()).isEqualTo(variant);
    assertThat(vhs.create()).isEqualTo(description);
    assertThat(storeRow(variant)).isNull();
    Backend backend = backend(variant);
    assertThat(backend.objects().stat(storeObject(backend), CALL)).isNull();
    assertThat(scala(variant).getLatest(ID)).isEqualTo("one");
  }

  /** "Asking for native on such a table is refused: vhs copy makes a native one". */
  @EachVariant
  void askingForNativeOnSuchATableIsRefused(Variant variant) {
    scala(variant).init(ID, "zero");
    Vhs vhs = open(builder(freshBackend(variant)).compatibility(Compatibility.NATIVE));
    assertThatThrownBy(() -> vhs.store(Codec.text()).putLatest(ID, "one"))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("vhs copy");
    assertThatThrownBy(vhs::compatibility).isInstanceOf(StoreMismatch.class);
    assertThatThrownBy(() -> vhs.maintenance().adopt()).isInstanceOf(StoreMismatch.class);
    assertThat(storeRow(variant)).isNull();
    assertThat(scala(variant).getLatest(ID)).isEqualTo("zero");
  }

  @EachVariant
  void aNativeStoreIsNotShared(Variant variant) {
    open(variant).store(Codec.text()).init(ID, "zero");
    Vhs vhs = shared(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    assertThatThrownBy(() -> store.putLatest(ID, "one"))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("native");
    assertThatThrownBy(vhs::create).isInstanceOf(StoreMismatch.class);
    assertThatThrownBy(() -> vhs.maintenance().gc(SweepOptions.DEFAULT))
        .isInstanceOf(StoreMismatch.class);
    assertThatThrownBy(() -> vhs.maintenance().adopt()).isInstanceOf(StoreMismatch.class);
    assertThat(open(variant).store(Codec.text()).getLatest(ID).version()).isZero();
    assertThat(open(variant).compatibility()).isEqualTo(Compatibility.NATIVE);
  }

  /** "An empty table becomes native when it is first written … (or the builder) says otherwise". */
  @EachVariant
  void anEmptyTableBecomesWhatIsAskedFor(Variant variant) {
    assertThat(open(variant).compatibility()).isEqualTo(Compatibility.NATIVE);
    Vhs vhs = shared(variant);
    assertThat(vhs.compatibility()).isEqualTo(Compatibility.SCALA);
    assertThat(vhs.maintenance().exists()).isFalse();
    assertThatThrownBy(() -> vhs.maintenance().describe()).isInstanceOf(StoreMismatch.class);
    vhs.store(Codec.text()).init(ID, "zero");
    assertThat(storeRow(variant)).isNull();
    assertThat(vhs.maintenance().exists()).isTrue();
    Vhs again = open(variant);
    again.store(Codec.text()).putLatest(ID, "one");
    assertThat(again.compatibility()).isEqualTo(Compatibility.SCALA);
    assertThat(scala(variant).getLatest(ID)).isEqualTo("one");
  }

  /** A native store that lost its row is not taken for another client's. */
  @EachVariant
  void aNativeStoreWithoutItsRowIsNotTakenForAShared(Variant variant) {
    open(variant).store(Codec.text()).init("inline", "zero");
    Backend backend = backend(variant);
    assertThat(
            backend
                .index()
                .retire(Retirement.drop(Objects.requireNonNull(storeRow(variant))), CALL))
        .isTrue();
    assertThatThrownBy(() -> open(variant).store(Codec.text()).putLatest(ID, "zero"))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("row is missing");
    backend.objects().delete(storeObject(backend), CALL);
    assertThatThrownBy(() -> open(variant).store(Codec.text()).putLatest(ID, "zero"))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("rows that only a native store has");
    assertThat(open(variant).maintenance().adopt().compatibility()).isEqualTo(Compatibility.NATIVE);
    open(variant).store(Codec.text()).putLatest(ID, "zero");
  }
}
