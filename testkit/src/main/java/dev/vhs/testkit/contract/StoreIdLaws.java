package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.InvalidId;
import dev.vhs.Scan;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ids: "all distinct ids and all round-trip on every backend". */
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

  /** "of 1 to 1,024 UTF-8 bytes without control characters and unpaired surrogates". */
  @EachVariant
  void whatIsNoIdIsRefused(Variant variant) {
    VersionedStore<String> store = texts(variant);
    List<String> malformed =
        List.of(
            "",
            "a\u0000b",
            "\n",
            "a\tb",
            "\u007F",
            "\u0085",
            IdShapes.STORE_ROW,
            "\uD83D",
            "a\uDE00",
            "\uDE00\uD83D",
            IdShapes.LONGEST + "x",
            "\u00E9".repeat(512) + "x",
            IdShapes.LONGEST_EMOJI + "x");
    for (String id : malformed) {
      assertThatThrownBy(() -> store.init(id, "text"))
          .as("init of '%s'", id)
          .isInstanceOf(InvalidId.class);
      assertThatThrownBy(() -> store.getLatest(id)).isInstanceOf(InvalidId.class);
      assertThatThrownBy(() -> store.update(id, before -> before)).isInstanceOf(InvalidId.class);
      assertThatThrownBy(() -> store.delete(id)).isInstanceOf(InvalidId.class);
      assertThatThrownBy(() -> store.purge(id)).isInstanceOf(InvalidId.class);
      assertThatThrownBy(() -> store.history(id)).isInstanceOf(InvalidId.class);
      assertThatThrownBy(() -> store.exists(id)).isInstanceOf(InvalidId.class);
    }
    hasNoRows(variant);
  }
}
