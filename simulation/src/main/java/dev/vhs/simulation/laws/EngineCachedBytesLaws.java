package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.CacheStats;
import dev.vhs.Codec;
import dev.vhs.CorruptValue;
import dev.vhs.Problem;
import dev.vhs.Source;
import dev.vhs.ValueStream;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.testkit.contract.EachVariant;
import dev.vhs.testkit.contract.PatternBody;
import dev.vhs.testkit.contract.Race;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** The bytes in a cache: whose they are, and which are kept. */
abstract class EngineCachedBytesLaws extends CachedEngineLaws {
  EngineCachedBytesLaws(EngineContract contract) {
    super(contract);
  }

  /** The bytes that a caller is given are the caller's, and so are those that it gave. */
  @EachVariant
  void bytesAreTheCallersOwn(Variant variant) throws IOException {
    for (int size : new int[] {3, 2 * SMALL}) {
      Vhs vhs = cached(variant);
      VersionedStore<byte[]> store = vhs.store(Codec.bytes());
      String id = "id " + size;
      byte[] given = PatternBody.bytes(1, 0, size);
      store.init(id, given);
      given[0]++;
      for (int i = 0; i < 3; i++) {
        byte[] read = store.getLatest(id).value();
        assertThat(read).isEqualTo(PatternBody.bytes(1, 0, size));
        read[0]++;
        store.get(id, 0).value()[0]++;
        try (ValueStream stream = vhs.streams().open(id)) {
          assertThat(stream.readAllBytes()).isEqualTo(PatternBody.bytes(1, 0, size));
        }
      }
    }
  }

  /**
   * Bytes that are not what was written are never kept, and a deep verification looks at the
   * objects.
   */
  @EachVariant
  void corruptBytesAreNotKept(Variant variant) throws IOException {
    VersionInfo info = rival(variant).init(ID, text(false, "zero"));
    byte[] right = utf8(text(false, "zero"));
    byte[] wrong = right.clone();
    wrong[0]++;
    Vhs vhs = cached(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    store(variant, key(info), wrong);
    fails(CorruptValue.class, ID, () -> store.getLatest(ID));
    fails(CorruptValue.class, ID, () -> store.update(ID, text -> text + "!"));
    store(variant, key(info), right);
    assertThat(store.getLatest(ID).value()).isEqualTo(text(false, "zero"));
    store(variant, key(info), wrong);
    assertThat(store.getLatest(ID).value()).isEqualTo(text(false, "zero"));
    List<Problem> problems = new ArrayList<>();
    vhs.maintenance().verify(true, problems::add);
    assertThat(problems).extracting(Problem::id).containsExactly(ID);
  }

  /** "Values over an eighth of the whole are not kept", and neither are long streams. */
  @EachVariant
  void whatIsLargeIsNotKept(Variant variant) throws IOException {
    Vhs vhs = cached(variant);
    VersionedStore<byte[]> store = vhs.store(Codec.bytes());
    int huge = (int) CACHE_BYTES / 8 + 1;
    int large = 100_000;
    store.init("huge", PatternBody.bytes(1, 0, huge));
    vhs.streams().init("large", Source.of(PatternBody.bytes(2, 0, large)));
    vhs.streams().init("small", Source.of(PatternBody.bytes(3, 0, 2 * SMALL)));
    for (int i = 0; i < 2; i++) {
      assertThat(store.getLatest("huge").value()).hasSize(huge);
      for (String id : List.of("large", "small")) {
        try (ValueStream stream = vhs.streams().open(id)) {
          assertThat(stream.isVerified()).isTrue();
          assertThat(stream.readAllBytes()).hasSizeGreaterThan(SMALL);
        }
      }
    }
    CacheStats stats = vhs.cacheStats();
    assertThat(stats.valueHits()).isEqualTo(2);
    assertThat(stats.valueMisses()).as("of what is too large").isEqualTo(2);
    assertThat(stats.bytes()).isGreaterThan(2 * SMALL).isLessThan(large);
    assertThat(store.getLatest("large").value()).hasSize(large);
    assertThat(vhs.cacheStats().bytes()).isGreaterThan(large);
  }

  /** "concurrent reads of one object merged". */
  @EachVariant
  void readsOfOneObjectAtOnceAreOneRequest(Variant variant) {
    rival(variant).init(ID, text(false, "zero"));
    int readers = writers();
    LongAdder requests = new LongAdder();
    Vhs vhs =
        open(
            builder(freshBackend(variant))
                .cacheBytes(CACHE_BYTES)
                .listener(event -> requests.add(event.requests())));
    VersionedStore<String> store = vhs.store(Codec.text());
    List<String> values = Race.run(readers, i -> () -> store.getLatest(ID).value());
    assertThat(Set.copyOf(values)).containsExactly(text(false, "zero"));
    assertThat(requests.sum()).as("a pointer each, and one object").isEqualTo(readers + 1);
    assertThat(vhs.cacheStats().valueMisses()).isEqualTo(1);
    assertThat(vhs.cacheStats().valueHits()).isEqualTo(readers - 1);
  }

  @EachVariant
  void aStoreWithoutACacheHasNoFigures(Variant variant) {
    Vhs vhs = open(variant);
    vhs.store(Codec.text()).putLatest(ID, "zero");
    vhs.store(Codec.text()).getLatest(ID);
    assertThat(vhs.cacheStats()).isEqualTo(CacheStats.NONE);
  }
}
