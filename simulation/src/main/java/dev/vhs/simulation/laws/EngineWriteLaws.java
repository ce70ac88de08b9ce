package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.HigherVersionExists;
import dev.vhs.InvalidRequest;
import dev.vhs.Variant;
import dev.vhs.VersionAlreadyExists;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.WriteOptions;
import dev.vhs.testkit.contract.EachVariant;

/** {@code init} and {@code put} beside deletions, and writes that are refused. */
abstract class EngineWriteLaws extends EngineLaws {
  EngineWriteLaws(EngineContract contract) {
    super(contract);
  }

  /** "VersionAlreadyExists if the id has ever had a version, deleted or not". */
  @EachVariant
  void initOfADeletedIdIsRefused(Variant variant) {
    VersionedStore<String> store = texts(variant);
    store.init(ID, "first");
    store.delete(ID);
    fails(VersionAlreadyExists.class, ID, () -> store.init(ID, "second"));
    store.purge(ID);
    fails(VersionAlreadyExists.class, ID, () -> store.init(ID, "third"));
    assertThat(store.exists(ID)).isFalse();
  }

  @EachVariant
  void putWritesExactlyThatVersion(Variant variant) {
    VersionedStore<String> store = texts(variant);
    assertThat(store.put(ID, 0, "zero").version()).isZero();
    assertThat(store.put(ID, 1, "one").version()).isEqualTo(1);
    assertThat(store.getLatest(ID).value()).isEqualTo("one");
  }

  @EachVariant
  void putAboveADeletionGoesOn(Variant variant) {
    VersionedStore<String> store = texts(variant);
    store.init(ID, "zero");
    store.delete(ID);
    fails(VersionAlreadyExists.class, ID, () -> store.put(ID, 1, "at the tombstone"));
    fails(HigherVersionExists.class, ID, () -> store.put(ID, 0, "below"));
    store.put(ID, 2, "two");
    assertThat(store.getLatest(ID).value()).isEqualTo("two");
  }

  @EachVariant
  void versionsThatCannotBeAreRefused(Variant variant) {
    VersionedStore<String> store = texts(variant);
    for (long version : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      fails(InvalidRequest.class, ID, () -> store.put(ID, version, "text"));
    }
    assertThat(store.exists(ID)).isFalse();
  }

  /**
   * Equal values are values of their own: "never dropped because somebody else wrote an equal
   * value".
   */
  @EachVariant
  void equalValuesAreVersionsOfTheirOwn(Variant variant) {
    VersionedStore<String> store = openWithoutInline(variant).store(Codec.text());
    VersionInfo zero = store.putLatest(ID, "same");
    VersionInfo one = store.putLatest(ID, "same");
    assertThat(one.version()).isEqualTo(1);
    assertThat(one.writeId()).isNotEqualTo(zero.writeId());
    assertThat(one.location()).isNotEqualTo(zero.location());
  }

  @EachVariant
  void malformedOptionsAreRefused(Variant variant) {
    VersionedStore<String> store = texts(variant);
    WriteOptions[] malformed = {
      WriteOptions.DEFAULT.contentType(""),
      WriteOptions.DEFAULT.contentType("text\nplain"),
      WriteOptions.DEFAULT.metadata("", "nameless"),
      WriteOptions.DEFAULT.metadata("half", "\uD83D")
    };
    for (WriteOptions options : malformed) {
      fails(InvalidRequest.class, ID, () -> store.with(options).init(ID, "text"));
    }
    assertThat(store.exists(ID)).isFalse();
  }

  @EachVariant
  void nothingIsWrittenThroughAClosedStore(Variant variant) {
    var vhs = open(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    store.init(ID, "text");
    vhs.close();
    vhs.close();
    assertThatThrownBy(() -> store.putLatest(ID, "more")).isInstanceOf(RuntimeException.class);
    assertThat(texts(variant).getLatest(ID).version()).isZero();
  }
}
