package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.Location;
import dev.vhs.NoVersionExists;
import dev.vhs.ReadOptions;
import dev.vhs.RetentionPolicy;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.spi.Backend;
import dev.vhs.testkit.contract.EachVariant;
import dev.vhs.testkit.contract.ForeignWriter;
import dev.vhs.testkit.contract.Race;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * A store with a cache beside one of another process without: the cache saves requests and changes
 * no answer, but that a version may be shown that was pruned or purged elsewhere.
 */
abstract class EngineCacheLaws extends CachedEngineLaws {
  EngineCacheLaws(EngineContract contract) {
    super(contract);
  }

  /** "getLatest, info, exists, history" show what another process wrote a moment ago. */
  @EachVariant
  void readsOfTheNewestAreNeverStale(Variant variant) {
    VersionedStore<String> store = cached(variant).store(Codec.text());
    VersionedStore<String> rival = rival(variant);
    for (int version = 0; version < 8; version++) {
      String text = text(version % 2 == 0, "value " + version);
      rival.putLatest(ID, text);
      assertThat(store.getLatest(ID).value()).isEqualTo(text);
      assertThat(store.info(ID).version()).isEqualTo(version);
      assertThat(store.history(ID).findFirst().orElseThrow().version()).isEqualTo(version);
      assertThat(result(store.getAll(List.of(ID)), ID).get().value()).isEqualTo(text);
    }
    rival.delete(ID);
    assertThat(store.exists(ID)).isFalse();
    fails(NoVersionExists.class, ID, () -> store.getLatest(ID));
  }

  /** An update is made from the version right below, whatever the cache believed. */
  @EachVariant
  void updatesAreMadeFromWhatIsNewest(Variant variant) {
    for (boolean inline : new boolean[] {true, false}) {
      String id = "id " + inline;
      VersionedStore<String> store = cached(variant).store(Codec.text());
      VersionedStore<String> rival = rival(variant);
      store.init(id, text(inline, "zero"));
      long version = 0;
      for (int behind = 0; behind < 4; behind++) {
        for (int i = 0; i < behind; i++) {
          rival.putLatest(id, text(inline, "the rival's " + behind + " " + i));
        }
        version += behind + 1;
        String before = rival.getLatest(id).value();
        assertThat(store.update(id, value -> value + "!").version()).isEqualTo(version);
        assertThat(rival.getLatest(id).value()).isEqualTo(before + "!");
      }
    }
    noOrphansAndNothingDangling(variant);
  }

  @EachVariant
  void putLatestGoesOnAboveWhatOthersWrote(Variant variant) {
    VersionedStore<String> store = cached(variant).store(Codec.text());
    VersionedStore<String> rival = rival(variant);
    store.init(ID, text(false, "zero"));
    rival.put(ID, 7, text(false, "seven"));
    assertThat(store.putLatest(ID, text(false, "eight")).version()).isEqualTo(8);
    rival.delete(ID);
    assertThat(store.putLatest(ID, "ten").version()).isEqualTo(10);
    rival.purge(ID);
    assertThat(store.putLatest(ID, "twelve").version()).isEqualTo(12);
    noOrphansAndNothingDangling(variant);
  }

  /** Answers made from a guess are never given, but for a write that its condition let pass. */
  @EachVariant
  void noAnswerIsMadeFromAGuess(Variant variant) {
    VersionedStore<String> store = cached(variant).store(Codec.text());
    VersionedStore<String> rival = rival(variant);
    store.init(ID, "sold out");
    rival.putLatest(ID, "in stock");
    VersionInfo unchanged = store.update(ID, stock -> null);
    assertThat(unchanged.version()).isEqualTo(1);
    store.putLatest(ID, "sold out");
    rival.putLatest(ID, "in stock");
    assertThat(
            store
                .update(
                    ID,
                    stock -> {
                      if (stock.equals("sold out")) {
                        throw new IllegalStateException(stock);
                      }
                      return "sold out";
                    })
                .version())
        .isEqualTo(4);
    assertThatThrownBy(
            () ->
                store.update(
                    ID,
                    stock -> {
                      throw new IllegalStateException(stock);
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("sold out");
    store.delete(ID);
    rival.putLatest(ID, "in stock");
    assertThat(store.update(ID, stock -> stock + "!").version()).isEqualTo(7);
    rival.delete(ID);
    fails(NoVersionExists.class, ID, () -> store.update(ID, stock -> stock + "!"));
    assertThat(store.upsert(ID, "new", stock -> stock + "!").version()).isEqualTo(9);
    assertThat(rival.getLatest(ID).value()).isEqualTo("new");
  }

  /** "as long as it was read within the commit window". */
  @EachVariant
  void aGuessOlderThanTheCommitWindowIsReadAgain(Variant variant) {
    assumeMovableClock();
    Vhs vhs = cached(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    store.init(ID, "zero");
    clock().advance(Duration.ofMinutes(59));
    store.putLatest(ID, "one");
    assertThat(vhs.cacheStats().guesses()).isEqualTo(1);
    clock().advance(Duration.ofMinutes(60));
    store.putLatest(ID, "two");
    store.info(ID);
    clock().advance(Duration.ofMinutes(60));
    assertThat(store.update(ID, text -> text + "!").version()).isEqualTo(3);
    assertThat(vhs.cacheStats().guesses()).isEqualTo(1);
    assertThat(vhs.cacheStats().staleGuesses()).isZero();
  }

  private void assumeMovableClock() {
    Assumptions.assumeTrue(takesClock(), "the backend goes by a clock that a test can't move");
  }

  /** "get(id, version) may come from the cache alone" (an option turns that off). */
  @Test
  void onlyConfirmedReadsMustNotShowWhatWasPrunedElsewhere() {
    VersionedStore<String> store = cached(Variant.MULTI).store(Codec.text());
    store.init(ID, "zero");
    store.putLatest(ID, text(false, "one"));
    store.putLatest(ID, "two");
    rival(Variant.MULTI).prune(ID, RetentionPolicy.newest(1));
    assertThat(store.get(ID, 0).value()).isEqualTo("zero");
    VersionedStore<String> confirmed = store.with(ReadOptions.DEFAULT.confirmed());
    for (long version = 0; version < 2; version++) {
      long gone = version;
      fails(NoVersionExists.class, ID, () -> store.info(ID, gone));
      fails(NoVersionExists.class, ID, () -> confirmed.get(ID, gone));
      fails(NoVersionExists.class, ID, () -> store.get(ID, gone));
    }
    assertThat(confirmed.get(ID, 2).value()).isEqualTo("two");
  }

  /**
   * "what this engine itself pruned or purged" is gone, also where another process took its rows
   * away before.
   */
  @Test
  void whatWasPrunedHereIsGone() throws IOException {
    Vhs vhs = cached(Variant.MULTI);
    VersionedStore<String> store = vhs.store(Codec.text());
    for (int version = 0; version < 5; version++) {
      store.putLatest(ID, text(version % 2 == 0, "value " + version));
    }
    rival(Variant.MULTI).prune(ID, RetentionPolicy.newest(4));
    store.prune(ID, RetentionPolicy.newest(2));
    for (long version = 0; version < 3; version++) {
      long gone = version;
      fails(NoVersionExists.class, ID, () -> store.get(ID, gone));
      fails(NoVersionExists.class, ID, () -> vhs.streams().open(ID, gone));
      fails(NoVersionExists.class, ID, () -> vhs.streams().openRange(ID, gone, 0, 1));
    }
    assertThat(store.get(ID, 3).value()).isEqualTo(text(false, "value 3"));
    rival(Variant.MULTI).prune(ID, RetentionPolicy.newest(1));
    store.purge(ID);
    for (long version = 0; version < 5; version++) {
      long gone = version;
      fails(NoVersionExists.class, ID, () -> store.get(ID, gone));
    }
    assertThat(store.putLatest(ID, "six").version()).isEqualTo(6);
  }

  @EachVariant
  void aPurgedIdLeavesNoValueInTheCache(Variant variant) {
    Vhs vhs = cached(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    store.init(ID, text(false, "zero"));
    store.putLatest(ID, text(false, "one"));
    store.delete(ID);
    store.restore(ID, 1);
    store.updateMetadata(ID, before -> Map.of("a", "b"));
    assertThat(store.getLatest(ID).value()).isEqualTo(text(false, "one"));
    store.purgeAndForget(ID);
    assertThat(vhs.cacheStats().entries()).isZero();
    assertThat(store.init(ID, "anew").version()).isZero();
    assertThat(store.update(ID, text -> text + "!").version()).isEqualTo(1);
    assertThat(store.getLatest(ID).value()).isEqualTo("anew!");
  }

  /** The object of a replaced version is reclaimed, its bytes are no base for an update. */
  @Test
  void aReplacedObjectIsNoBaseForAnUpdate() {
    VersionedStore<String> store = cached(Variant.SINGLE).store(Codec.text());
    VersionedStore<String> rival = rival(Variant.SINGLE);
    VersionInfo zero = store.init(ID, text(false, "zero"));
    rival.putLatest(ID, text(false, "one"));
    assertThat(objects(Variant.SINGLE)).doesNotContain(key(zero));
    assertThat(store.update(ID, text -> text.strip() + "!").version()).isEqualTo(2);
    assertThat(rival.getLatest(ID).value()).isEqualTo("one!");
    assertThat(rival.delete(ID).version()).isEqualTo(3);
    assertThat(store.restore(ID, 2).version()).isEqualTo(4);
    assertThat(store.update(ID, text -> text + "!").version()).isEqualTo(5);
    assertThat(store.getLatest(ID).value()).isEqualTo("one!!");
  }

  /** "they must be neither overwritten nor undone": rows that another program changed by hand. */
  @Test
  void aRowChangedByHandIsNotOverwritten() throws IOException {
    ForeignWriter writer =
        foreignWriter(Variant.SINGLE)
            .orElseGet(() -> Assumptions.abort("no other program writes rows of this backend"));
    VersionedStore<String> store = cached(Variant.SINGLE).store(Codec.text());
    for (long raised = 0; raised < 2; raised++) {
      String id = "id " + raised;
      store.init(id, text(false, "zero"));
      String key = underPrefix(Variant.SINGLE, "by-hand/" + raised);
      store(Variant.SINGLE, key, utf8("by hand"));
      Backend backend = backend(Variant.SINGLE);
      writer.write(id, raised, new Location(backend.objects().traits().bucket(), key));
      assertThat(store.update(id, text -> text + "!").version()).isEqualTo(raised + 1);
      assertThat(store.getLatest(id).value()).isEqualTo("by hand!");
    }
  }

  /** No increment is lost between threads, nor between processes with a cache each. */
  @EachVariant
  void noIncrementIsLost(Variant variant) {
    List<Vhs> processes = List.of(cached(variant), cached(variant));
    processes.get(0).store(Codec.text()).init(ID, "0");
    AtomicInteger applied = new AtomicInteger();
    int increments = writesOfEach();
    Race.run(
        writers(),
        i -> {
          VersionedStore<String> store = processes.get(i % 2).store(Codec.text());
          return () -> {
            for (int n = 0; n < increments; n++) {
              store.update(
                  ID,
                  text -> {
                    applied.incrementAndGet();
                    return text(false, Integer.toString(Integer.parseInt(text.strip()) + 1));
                  });
            }
            return true;
          };
        });
    int total = writers() * increments;
    assertThat(processes.get(1).store(Codec.text()).getLatest(ID).value().strip())
        .isEqualTo(Integer.toString(total));
    assertThat(processes.get(0).store(Codec.text()).info(ID).version()).isEqualTo(total);
    assertThat(applied.get()).isGreaterThanOrEqualTo(total);
    noOrphansAndNothingDangling(variant);
  }
}
