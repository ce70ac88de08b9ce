package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.Scan;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The laws of ids: "all distinct ids and all round-trip on every backend". */
abstract class StoreIdLaws extends StoreLaws {
  StoreIdLaws(VersionedStoreContract contract) {
    super(contract);
  }

  @EachVariant
  void idsOfEveryShapeAreApart(Variant variant) {
    Vhs vhs = openWithoutInline(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    Map<String, String> written = new HashMap<>();
    Set<String> keys = new HashSet<>();
    for (String id : IdShapes.ALL) {
      assertThat(store.exists(id)).as("'%s' before it is written", id).isFalse();
      VersionInfo info = store.init(id, "the value of " + id);
      written.put(id, "the value of " + id);
      assertThat(keys.add(key(info))).as("the key of '%s' is its own", id).isTrue();
      assertThat(utf8(key(info)).length).isLessThanOrEqualTo(1024);
    }
    for (String id : IdShapes.ALL) {
      assertThat(store.getLatest(id).value()).isEqualTo(written.get(id));
      assertThat(store.getLatest(id).id()).isEqualTo(id);
    }
    assertThat(store.scan(Scan.all()))
        .extracting(VersionInfo::id)
        .containsExactlyInAnyOrderElementsOf(written.keySet());
    assertThat(vhs.maintenance().verify(true, problem -> {}).problems()).isZero();
    for (String id : IdShapes.ALL) {
      store.purge(id);
      written.remove(id);
      assertThat(store.exists(id)).isFalse();
    }
    assertThat(objects(variant)).isEmpty();
  }
}
