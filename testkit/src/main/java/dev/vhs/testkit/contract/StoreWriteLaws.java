package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.HigherVersionExists;
import dev.vhs.InvalidRequest;
import dev.vhs.NoVersionExists;
import dev.vhs.Result;
import dev.vhs.ValueTooLarge;
import dev.vhs.Variant;
import dev.vhs.VersionAlreadyExists;
import dev.vhs.VersionInfo;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.WriteOptions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The laws of {@code init}, {@code put}, {@code putLatest}, {@code putAll}, and what goes with a
 * value.
 */
abstract class StoreWriteLaws extends StoreLaws {
  StoreWriteLaws(VersionedStoreContract contract) {
    super(contract);
  }

  @EachVariant
  void initWritesVersionZero(Variant variant) {
    VersionedStore<String> store = texts(variant);
    VersionInfo written = store.init(ID, "text");
    assertThat(written.id()).isEqualTo(ID);
    assertThat(written.version()).isZero();
    assertThat(store.getLatest(ID).value()).isEqualTo("text");
    assertThat(store.getLatest(ID).version()).isZero();
  }

  @EachVariant
  void aWriteReturnsTheFactsThatAReadShows(Variant variant) {
    VersionedStore<String> store = openWithoutInline(variant).store(Codec.text());
    VersionInfo written = store.init(ID, "text");
    assertThat(written.size()).isEqualTo(4);
    assertThat(written.sha256())
        .contains("982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1");
    assertThat(written.contentType())
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    assertThat(written.createdAt()).isPresent();
    assertThat(written.committedAt()).isPresent();
    assertThat(written.writeId()).isPresent();
    assertThat(written.metadata()).isEmpty();
    assertThat(written.isDeleted()).isFalse();
    assertThat(objects(variant)).containsExactly(key(written));
    assertThat(store.info(ID)).isEqualTo(written);
    assertThat(store.getLatest(ID).info()).isEqualTo(written);
    assertThat(store.info(ID).committedAt()).isEqualTo(written.committedAt());
  }

  @EachVariant
  void initOfAnIdThatIsThereIsRefused(Variant variant) {
    VersionedStore<String> store = openWithoutInline(variant).store(Codec.text());
    store.init(ID, "first");
    VersionAlreadyExists refused = fails(VersionAlreadyExists.class, ID, () -> store.init(ID, "x"));
    assertThat(refused.version()).hasValue(0);
    assertThat(refused.isRetryable()).isFalse();
    assertThat(store.getLatest(ID).value()).isEqualTo("first");
    noOrphansAndNothingDangling(variant);
  }

  /** "gaps are allowed": on a new id, and above the newest. */
  @EachVariant
  void putMayLeaveGaps(Variant variant) {
    VersionedStore<String> store = texts(variant);
    assertThat(store.put(ID, 5, "five").version()).isEqualTo(5);
    assertThat(store.getLatest(ID).value()).isEqualTo("five");
    long far = 1L << 60;
    assertThat(store.put(ID, far, "far").version()).isEqualTo(far);
    assertThat(store.info(ID).version()).isEqualTo(far);
    assertThat(store.putLatest(ID, "next").version()).isEqualTo(far + 1);
    for (long gap : new long[] {0, 4, 6, 100, far - 1}) {
      NoVersionExists missing = fails(NoVersionExists.class, ID, () -> store.get(ID, gap));
      assertThat(missing.version()).hasValue(gap);
    }
    assertThat(store.get(ID, far + 1).value()).isEqualTo("next");
  }

  /**
   * "Compared with the newest only: equal is VersionAlreadyExists, lower is HigherVersionExists".
   */
  @EachVariant
  void putAtOrBelowTheNewestIsRefused(Variant variant) {
    VersionedStore<String> store = openWithoutInline(variant).store(Codec.text());
    store.put(ID, 5, "five");
    VersionAlreadyExists equal =
        fails(VersionAlreadyExists.class, ID, () -> store.put(ID, 5, "again"));
    assertThat(equal.version()).hasValue(5);
    for (long version : new long[] {0, 1, 4}) {
      fails(HigherVersionExists.class, ID, () -> store.put(ID, version, "late"));
    }
    assertThat(store.getLatest(ID).value()).isEqualTo("five");
    noOrphansAndNothingDangling(variant);
  }

  @EachVariant
  void putLatestWritesTheNextVersion(Variant variant) {
    VersionedStore<String> store = texts(variant);
    for (int version = 0; version < 5; version++) {
      assertThat(store.putLatest(ID, "value " + version).version()).isEqualTo(version);
    }
    assertThat(store.getLatest(ID).value()).isEqualTo("value 4");
  }

  /**
   * "The index orders the versions": writes of other ids, and of other processes, count for
   * nothing.
   */
  @EachVariant
  void eachIdCountsForItself(Variant variant) {
    VersionedStore<String> one = texts(variant);
    VersionedStore<String> other = texts(variant);
    one.putLatest("a", "a0");
    other.putLatest("b", "b0");
    assertThat(other.putLatest("a", "a1").version()).isEqualTo(1);
    assertThat(one.putLatest("b", "b1").version()).isEqualTo(1);
    assertThat(one.getLatest("a").value()).isEqualTo("a1");
    assertThat(other.getLatest("b").value()).isEqualTo("b1");
  }

  /** The single-version variant: "The object of the version before it is deleted". */
  @Test
  void aReplacedObjectIsReclaimed() {
    var vhs = openWithoutInline(Variant.SINGLE);
    VersionedStore<String> store = vhs.store(Codec.text());
    store.init(ID, "zero");
    store.putLatest(ID, "one");
    VersionInfo newest = store.putLatest(ID, "two");
    vhs.close();
    assertThat(objects(Variant.SINGLE)).containsExactly(key(newest));
  }

  /** The multi-version variant: "a pointer to every version". */
  @Test
  void everyVersionIsKept() {
    VersionedStore<String> store = openWithoutInline(Variant.MULTI).store(Codec.text());
    for (int version = 0; version < 10; version++) {
      store.putLatest(ID, "value " + version);
    }
    for (int version = 0; version < 10; version++) {
      Versioned<String> read = store.get(ID, version);
      assertThat(read.value()).isEqualTo("value " + version);
      assertThat(read.version()).isEqualTo(version);
    }
    assertThat(objects(Variant.MULTI)).hasSize(10);
  }

  @EachVariant
  void whatGoesWithAValueIsKept(Variant variant) {
    for (boolean inline : new boolean[] {true, false}) {
      String id = "id " + inline;
      VersionedStore<String> store =
          (inline ? open(variant) : openWithoutInline(variant)).store(Codec.text());
      Map<String, String> metadata =
          Map.of("nämé", "wért\uD83D\uDE00", "Case", "a", "case", "", "a.b", "%");
      Instant madeAt = Instant.parse("1999-12-31T23:59:59.123Z");
      WriteOptions options =
          WriteOptions.DEFAULT.contentType("text/x-test").metadata(metadata).createdAt(madeAt);
      store.with(options).init(id, "text");
      VersionInfo read = store.getLatest(id).info();
      assertThat(read.metadata()).isEqualTo(metadata);
      assertThat(read.contentType()).contains("text/x-test");
      assertThat(read.createdAt()).contains(madeAt);
      assertThat(read.committedAt()).isPresent().isNotEqualTo(read.createdAt());
    }
  }

  /** "at most 8 KiB, checked before anything is uploaded". */
  @EachVariant
  void metadataAreAtMostEightKibibytes(Variant variant) {
    VersionedStore<String> store = openWithoutInline(variant).store(Codec.text());
    WriteOptions most = WriteOptions.DEFAULT.metadata("n", "x".repeat(8192 - 2));
    store.with(most).init(ID, "text");
    assertThat(store.info(ID).metadata().get("n")).hasSize(8190);
    int before = objects(variant).size();
    WriteOptions more = WriteOptions.DEFAULT.metadata("n", "x".repeat(8192 - 1));
    fails(ValueTooLarge.class, ID, () -> store.with(more).putLatest(ID, "text"));
    assertThat(objects(variant)).hasSize(before);
    assertThat(store.info(ID).version()).isZero();
  }

  @EachVariant
  void putAllWritesEachForItself(Variant variant) {
    VersionedStore<String> store = texts(variant);
    store.init("b", "b0");
    Map<String, String> values = new LinkedHashMap<>();
    for (String id : List.of("c", "b", "a")) {
      values.put(id, id + " new");
    }
    values.put("bad\nid", "never");
    Map<String, Result<VersionInfo>> results = store.putAll(values);
    assertThat(results.keySet()).containsExactly("c", "b", "a", "bad\nid");
    assertThat(result(results, "a").get().version()).isZero();
    assertThat(result(results, "b").get().version()).isEqualTo(1);
    assertThat(result(results, "bad\nid").failure()).containsInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> result(results, "bad\nid").get()).isInstanceOf(InvalidRequest.class);
    assertThat(store.getLatest("c").value()).isEqualTo("c new");
  }
}
