package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.HigherVersionExists;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;

/**
 * The laws of {@code replace}, {@code update} and {@code upsert}: writes that build on what was
 * read.
 */
abstract class StoreUpdateLaws extends StoreLaws {
  StoreUpdateLaws(VersionedStoreContract contract) {
    super(contract);
  }

  @EachVariant
  void replaceWritesTheVersionAfterTheOneThatWasRead(Variant variant) {
    VersionedStore<String> store = texts(variant);
    store.init(ID, "zero");
    Versioned<String> read = store.getLatest(ID);
    assertThat(store.replace(read, "one").version()).isEqualTo(1);
    assertThat(store.getLatest(ID).value()).isEqualTo("one");
  }

  /** "a conflict if somebody else wrote meanwhile". */
  @EachVariant
  void replaceOfAnOldVersionIsRefused(Variant variant) {
    VersionedStore<String> store = openWithoutInline(variant).store(Codec.text());
    store.init(ID, "zero");
    Versioned<String> read = store.getLatest(ID);
    texts(variant).putLatest(ID, "one, by another");
    HigherVersionExists refused =
        fails(HigherVersionExists.class, ID, () -> store.replace(read, "one"));
    assertThat(refused.isRetryable()).isFalse();
    assertThat(store.getLatest(ID).value()).isEqualTo("one, by another");
    assertThat(objects(variant)).as("but the first value's").hasSizeLessThanOrEqualTo(1);
  }

  @EachVariant
  void updateAppliesTheFunction(Variant variant) {
    VersionedStore<String> store = texts(variant);
    store.init(ID, "a");
    for (int i = 1; i <= 3; i++) {
      VersionInfo info = store.update(ID, before -> before + "b");
      assertThat(info.version()).isEqualTo(i);
    }
    assertThat(store.getLatest(ID).value()).isEqualTo("abbb");
  }
}
