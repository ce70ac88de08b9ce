package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.NoVersionExists;
import dev.vhs.ReadOptions;
import dev.vhs.Result;
import dev.vhs.Scan;
import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The laws of {@code getLatest}, {@code get}, {@code info}, {@code exists}, {@code history}, {@code
 * scan}, batches.
 */
abstract class StoreReadLaws extends StoreLaws {
  StoreReadLaws(VersionedStoreContract contract) {
    super(contract);
  }

  @EachVariant
  void readingNothingSaysSo(Variant variant) {
    VersionedStore<String> store = texts(variant);
    fails(NoVersionExists.class, ID, () -> store.getLatest(ID));
    fails(NoVersionExists.class, ID, () -> store.get(ID, 0));
    fails(NoVersionExists.class, ID, () -> store.info(ID));
    fails(NoVersionExists.class, ID, () -> store.info(ID, 3));
    fails(NoVersionExists.class, ID, () -> store.history(ID));
    assertThat(store.exists(ID)).isFalse();
    assertThat(store.history(ID, 5)).isEmpty();
    assertThat(store.scan(Scan.all())).isEmpty();
    store.init("another", "text");
    NoVersionExists missing = fails(NoVersionExists.class, ID, () -> store.getLatest(ID));
    assertThat(missing.isRetryable()).isFalse();
  }

  /** "A store that does not exist yet is created by its first write, never by a read." */
  @EachVariant
  void readsCreateNothing(Variant variant) {
    Vhs vhs = open(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    assertThat(store.exists(ID)).isFalse();
    assertThat(store.scan(Scan.all())).isEmpty();
    assertThatThrownBy(() -> vhs.maintenance().describe()).isInstanceOf(StoreMismatch.class);
    hasNoRows(variant);
    assertThat(backend(variant).objects().list("", "", 5, CALL).objects()).isEmpty();
    store.init(ID, "text");
    assertThat(vhs.maintenance().describe().variant()).isEqualTo(variant);
  }

  /** "get: only of the newest" in the single-version variant. */
  @Test
  void aSingleVersionStoreReadsTheNewestOnly() {
    VersionedStore<String> store = texts(Variant.SINGLE);
    store.init(ID, "zero");
    assertThat(store.get(ID, 0).value()).isEqualTo("zero");
    store.putLatest(ID, "one");
    assertThat(store.get(ID, 1).value()).isEqualTo("one");
    assertThat(store.info(ID, 1).version()).isEqualTo(1);
    fails(NoVersionExists.class, ID, () -> store.get(ID, 0));
    fails(NoVersionExists.class, ID, () -> store.info(ID, 2));
  }

  /** "Reads see every write acknowledged before they began": of another process too. */
  @EachVariant
  void readsSeeWhatOthersWrote(Variant variant) {
    VersionedStore<String> writer = texts(variant);
    VersionedStore<String> reader = texts(variant);
    for (int version = 0; version < 20; version++) {
      writer.putLatest(ID, "value " + version);
      Versioned<String> read = reader.getLatest(ID);
      assertThat(read.version()).isEqualTo(version);
      assertThat(read.value()).isEqualTo("value " + version);
      assertThat(reader.info(ID).version()).isEqualTo(version);
    }
  }

  @EachVariant
  void eventualReadsShowWhatOnceWas(Variant variant) {
    List<Long> replacements = new ArrayList<>();
    Vhs vhs =
        open(
            builder(freshBackend(variant))
                .listener(
                    event -> {
                      if (event.operation().equals("replace")) {
                        replacements.add(event.requests());
                      }
                    }));
    VersionedStore<String> store = vhs.store(Codec.text());
    store.init(ID, "zero");
    VersionedStore<String> eventual = store.with(ReadOptions.DEFAULT.eventual());
    try {
      Versioned<String> read = eventual.getLatest(ID);
      assertThat(read.value()).isEqualTo("zero");
      assertThat(eventual.info(ID)).isEqualTo(read.info());
      VersionInfo one = store.replace(read, "one");
      assertThat(one.version()).isEqualTo(1);
      store.replace(one, "two");
      assertThat(replacements).as("no licence to replace without a read").containsExactly(2L, 1L);
    } catch (NoVersionExists stale) {
      assertThat(stale.id()).contains(ID);
    }
  }

  @Test
  void historyIsNewestFirstWithDeletions() {
    VersionedStore<String> store = texts(Variant.MULTI);
    store.init(ID, "zero");
    store.put(ID, 4, "four");
    store.delete(ID);
    store.putLatest(ID, "six");
    assertThat(store.history(ID)).extracting(VersionInfo::version).containsExactly(6L, 5L, 4L, 0L);
    assertThat(store.history(ID))
        .extracting(VersionInfo::isDeleted)
        .containsExactly(false, true, false, false);
    assertThat(store.history(ID)).first().isEqualTo(store.info(ID));
    assertThat(store.history(ID, 6)).extracting(VersionInfo::version).containsExactly(5L, 4L, 0L);
    assertThat(store.history(ID, 4)).extracting(VersionInfo::version).containsExactly(0L);
    assertThat(store.history(ID, 2)).extracting(VersionInfo::version).containsExactly(0L);
    assertThat(store.history(ID, 0)).isEmpty();
    assertThat(store.history(ID, Long.MAX_VALUE)).hasSize(4);
  }

  /** "read page by page as the stream is consumed". */
  @Test
  void aLongHistoryComesInPages() {
    VersionedStore<String> store = texts(Variant.MULTI);
    int versions = 600;
    VersionInfo last = store.init(ID, "0");
    for (int version = 1; version < versions; version++) {
      last = store.replace(last, Integer.toString(version));
    }
    List<Long> expected = LongStream.range(0, versions).map(v -> versions - 1 - v).boxed().toList();
    assertThat(store.history(ID)).extracting(VersionInfo::version).isEqualTo(expected);
    assertThat(store.history(ID, 300)).hasSize(300);
    try (Stream<VersionInfo> some = store.history(ID)) {
      assertThat(some.limit(3)).extracting(VersionInfo::version).containsExactly(599L, 598L, 597L);
    }
  }

  private static List<String> scanned(VersionedStore<String> store, Scan scan) {
    return store.scan(scan).map(VersionInfo::id).sorted().toList();
  }

  /** "The newest version of every id that a Scan selects". */
  @EachVariant
  void aScanShowsTheNewestOfEachId(Variant variant) {
    VersionedStore<String> store = texts(variant);
    store.init("a", "a0");
    store.putLatest("a", "a1");
    store.put("a/b", 7, "far");
    store.init("b", "b0");
    store.delete("b");
    store.init("c", "c0");
    store.purge("c");
    assertThat(scanned(store, Scan.all())).containsExactly("a", "a/b");
    assertThat(scanned(store, Scan.all().includingDeleted())).containsExactly("a", "a/b", "b", "c");
    assertThat(scanned(store, Scan.all().prefix("a"))).containsExactly("a", "a/b");
    assertThat(scanned(store, Scan.all().prefix("a/"))).containsExactly("a/b");
    assertThat(store.scan(Scan.all().prefix("a/")))
        .extracting(VersionInfo::version)
        .containsExactly(7L);
    assertThat(store.scan(Scan.all().prefix("a")).filter(f -> f.id().equals("a")))
        .containsExactly(store.info("a"));
  }

  /** "in parallel segments; it reads the whole index". */
  @EachVariant
  void aLongScanComesInPagesAndSegments(Variant variant) {
    VersionedStore<String> store = texts(variant);
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < manyRows(); i++) {
      values.put("id " + i, "value " + i);
    }
    store.putAll(values).values().forEach(Result::get);
    assertThat(scanned(store, Scan.all())).isEqualTo(values.keySet().stream().sorted().toList());
    List<String> bySegment = new ArrayList<>();
    for (int segment = 0; segment < 3; segment++) {
      bySegment.addAll(scanned(store, Scan.all().segment(segment, 3)));
    }
    assertThat(bySegment).containsExactlyInAnyOrderElementsOf(values.keySet());
    List<String> ids = new ArrayList<>(values.keySet());
    Map<String, Result<Versioned<String>>> read = store.getAll(ids);
    assertThat(read.keySet()).containsExactlyElementsOf(ids);
    read.forEach((id, result) -> assertThat(result.get().value()).isEqualTo(values.get(id)));
  }

  @EachVariant
  void getAllGivesAResultForEachId(Variant variant) {
    VersionedStore<String> store = texts(variant);
    store.init("a", "a0");
    store.init("b", "b0");
    store.delete("b");
    Map<String, Result<Versioned<String>>> results = store.getAll(List.of("c", "b", "a", "a"));
    assertThat(results.keySet()).containsExactly("c", "b", "a");
    assertThat(result(results, "a").get().value()).isEqualTo("a0");
    assertThat(result(results, "b").failure()).containsInstanceOf(NoVersionExists.class);
    assertThat(result(results, "c").failure()).containsInstanceOf(NoVersionExists.class);
    assertThat(store.getAll(List.of())).isEmpty();
  }
}
