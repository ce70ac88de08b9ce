package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.HigherVersionExists;
import dev.vhs.ReadOptions;
import dev.vhs.ValueStream;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.internal.StoreEngine;
import dev.vhs.internal.runtime.StoreSettings;
import dev.vhs.testkit.contract.EachVariant;
import dev.vhs.testkit.faults.RequestLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * "What an operation may cost": requests, and in brackets how many of them come one after the
 * other. "These budgets are tests: requests are counted, not timed."
 */
abstract class EngineBudgetLaws extends EngineLaws {
  private static final String LARGE = "large".repeat(2000);
  private static final long CACHE_BYTES = 1 << 20;

  private final RequestLog log = new RequestLog();

  EngineBudgetLaws(EngineContract contract) {
    super(contract);
  }

  private VersionedStore<String> counted(Variant variant) {
    return counted(variant, new StoreSettings(), log);
  }

  /** Returns a store with a cache whose requests are counted. */
  private VersionedStore<String> cached(Variant variant) {
    return counted(variant, withCache(), log);
  }

  private static StoreSettings withCache() {
    return new StoreSettings().cacheBytes(CACHE_BYTES);
  }

  private void costs(String budget, String operation, Runnable action) {
    RequestLog.Cost cost = log.measure(action);
    assertThat(cost.text()).as("%s: %s", operation, cost.requests()).isEqualTo(budget);
  }

  @EachVariant
  void init(Variant variant) {
    VersionedStore<String> store = counted(variant);
    costs("2 [2]", "init, large", () -> store.init("large", LARGE));
    costs("1 [1]", "init, inline", () -> store.init("inline", "small"));
  }

  @EachVariant
  void putLatest(Variant variant) {
    VersionedStore<String> store = counted(variant);
    costs("3 [2]", "putLatest of a new id, large", () -> store.putLatest("large", LARGE));
    costs("3 [2]", "putLatest, large", () -> store.putLatest("large", LARGE));
    costs("2 [2]", "putLatest of a new id, inline", () -> store.putLatest("inline", "small"));
    costs("2 [2]", "putLatest, inline", () -> store.putLatest("inline", "small"));
  }

  @EachVariant
  void put(Variant variant) {
    VersionedStore<String> store = counted(variant);
    costs("3 [2]", "put, large", () -> store.put("large", 0, LARGE));
    costs("2 [2]", "put, inline", () -> store.put("inline", 0, "small"));
    costs("2 [2]", "put with a gap, inline", () -> store.put("inline", 9, "small"));
  }

  @EachVariant
  void replace(Variant variant) {
    VersionedStore<String> store = counted(variant);
    store.init("large", LARGE);
    Versioned<String> large = store.getLatest("large");
    costs("2 [2]", "replace, large", () -> store.replace(large, LARGE));
    VersionInfo inline = store.init("inline", "small");
    costs("1 [1]", "replace, inline", () -> store.replace(inline, "small"));
  }

  @EachVariant
  void update(Variant variant) {
    VersionedStore<String> store = counted(variant);
    store.init("large", LARGE);
    store.init("inline", "small");
    costs("4 [4]", "update, large", () -> store.update("large", before -> before + "!"));
    costs("2 [2]", "update, inline", () -> store.update("inline", before -> before + "!"));
    costs("2 [2]", "update without a change, large", () -> store.update("large", before -> null));
    costs("2 [2]", "upsert, inline", () -> store.upsert("inline", "", before -> before + "!"));
  }

  @EachVariant
  void reads(Variant variant) {
    VersionedStore<String> store = counted(variant);
    store.init("large", LARGE);
    store.init("inline", "small");
    costs("2 [2]", "getLatest, large", () -> store.getLatest("large"));
    costs("1 [1]", "getLatest, inline", () -> store.getLatest("inline"));
    costs("2 [2]", "get, large", () -> store.get("large", 0));
    costs("1 [1]", "get, inline", () -> store.get("inline", 0));
    costs("1 [1]", "info", () -> store.info("large"));
    costs("1 [1]", "exists", () -> store.exists("large"));
    costs("1 [1]", "exists of a missing id", () -> store.exists("missing"));
  }

  @EachVariant
  void successors(Variant variant) {
    VersionedStore<String> store = counted(variant);
    for (String id : new String[] {"large", "inline"}) {
      store.init(id, id.equals("large") ? LARGE : "small");
      costs("2 [2]", "updateMetadata", () -> store.updateMetadata(id, before -> Map.of("a", "b")));
      if (variant == Variant.MULTI) {
        costs("3 [2]", "restore", () -> store.restore(id, 0));
      }
      costs("2 [2]", "delete", () -> store.delete(id));
    }
  }

  /** "putLatest, newest version known from the cache". */
  @EachVariant
  void putLatestFromTheCache(Variant variant) {
    VersionedStore<String> store = cached(variant);
    costs("2 [2]", "init, large", () -> store.init("large", LARGE));
    costs("1 [1]", "init, inline", () -> store.init("inline", "small"));
    for (int i = 0; i < 2; i++) {
      costs("2 [2]", "putLatest, large", () -> store.putLatest("large", LARGE));
      costs("1 [1]", "putLatest, inline", () -> store.putLatest("inline", "small"));
    }
    costs("3 [2]", "putLatest of an unknown id, large", () -> store.putLatest("new", LARGE));
    VersionedStore<String> another = cached(variant);
    costs("1 [1]", "info", () -> another.info("large"));
    costs("2 [2]", "putLatest, pointer read", () -> another.putLatest("large", LARGE));
    costs("2 [2]", "delete", () -> another.delete("large"));
    costs("2 [2]", "putLatest upon a deletion", () -> another.putLatest("large", LARGE));
    VersionInfo read = another.info("large");
    costs("2 [2]", "replace, large", () -> another.replace(read, LARGE));
  }

  /** "update, newest value cached and still the newest". */
  @EachVariant
  void updateFromTheCache(Variant variant) {
    VersionedStore<String> store = cached(variant);
    store.init("large", LARGE);
    store.init("inline", "small");
    for (int i = 0; i < 2; i++) {
      costs("2 [2]", "update, large", () -> store.update("large", before -> before + "!"));
      costs("1 [1]", "update, inline", () -> store.update("inline", before -> before + "!"));
      costs("1 [1]", "upsert, inline", () -> store.upsert("inline", "", before -> before + "!"));
    }
    costs("1 [1]", "update without a change, large", () -> store.update("large", before -> null));
    VersionedStore<String> another = cached(variant);
    another.getLatest("large");
    costs("2 [2]", "update, value read", () -> another.update("large", before -> before + "!"));
    costs("2 [2]", "updateMetadata", () -> another.updateMetadata("large", m -> Map.of("a", "b")));
    costs("2 [2]", "update, value shared", () -> another.update("large", before -> before + "!"));
  }

  /** "the conditional write says whether it still holds, and its answer brings the right one". */
  @EachVariant
  void writesUponAStaleGuess(Variant variant) {
    VersionedStore<String> store = cached(variant);
    store.init("inline", "small");
    boolean single = variant == Variant.SINGLE;
    VersionedStore<String> rival = texts(variant);
    rival.putLatest("inline", "the rival's");
    rival.putLatest("inline", "the rival's");
    costs(single ? "2 [2]" : "3 [3]", "putLatest", () -> store.putLatest("inline", "small"));
    rival.putLatest("inline", "the rival's");
    costs(
        single ? "2 [2]" : "3 [3]",
        "update",
        () -> store.update("inline", before -> before + " and mine"));
    assertThat(store.getLatest("inline").value()).isEqualTo("the rival's and mine");
    costs("1 [1]", "update again", () -> store.update("inline", before -> before + "!"));
  }

  @EachVariant
  void readsFromTheCache(Variant variant) {
    VersionedStore<String> writer = cached(variant);
    writer.init("large", LARGE);
    writer.init("inline", "small");
    String known = variant == Variant.MULTI ? "0 [0]" : "1 [1]";
    costs("1 [1]", "getLatest, large, written", () -> writer.getLatest("large"));
    costs(known, "get, large, written", () -> writer.get("large", 0));
    costs(known, "get, inline, written", () -> writer.get("inline", 0));
    StoreEngine engine = countedEngine(variant, withCache(), log);
    VersionedStore<String> store = engine.typed(Codec.text());
    costs("2 [2]", "getLatest, large, the first time", () -> store.getLatest("large"));
    costs("1 [1]", "getLatest, large", () -> store.getLatest("large"));
    costs("1 [1]", "getLatest, inline", () -> store.getLatest("inline"));
    costs(known, "get, large", () -> store.get("large", 0));
    costs(known, "get, inline", () -> store.get("inline", 0));
    VersionedStore<String> confirmed = store.with(ReadOptions.DEFAULT.confirmed());
    costs("1 [1]", "get, large, confirmed", () -> confirmed.get("large", 0));
    costs("1 [1]", "get, inline, confirmed", () -> confirmed.get("inline", 0));
    costs("1 [1]", "info of a version", () -> store.info("large", 0));
    costs("1 [1]", "exists", () -> store.exists("large"));
    costs("1 [1]", "open", () -> close(engine.streams().open("large")));
    costs(known, "open of a version", () -> close(engine.streams().open("large", 0)));
  }

  private static void close(ValueStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** "losing a race: leaves nothing", and costs no more than finding out. */
  @EachVariant
  void losing(Variant variant) {
    VersionedStore<String> store = counted(variant);
    VersionInfo zero = store.init(ID, LARGE);
    VersionInfo one = store.putLatest(ID, LARGE);
    assertThat(one.version()).isEqualTo(1);
    RequestLog.Cost cost =
        log.measure(() -> fails(HigherVersionExists.class, ID, () -> store.replace(zero, LARGE)));
    assertThat(cost.requests().size()).as("%s", cost.requests()).isLessThanOrEqualTo(4);
    assertThat(objects(variant).stream().filter(key -> key.startsWith("an")))
        .hasSizeLessThanOrEqualTo(2);
  }
}
