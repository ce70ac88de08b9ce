package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.Compatibility;
import dev.vhs.JobKind;
import dev.vhs.NoVersionExists;
import dev.vhs.RetentionPolicy;
import dev.vhs.Scan;
import dev.vhs.Source;
import dev.vhs.SweepOptions;
import dev.vhs.Variant;
import dev.vhs.VersionAlreadyExists;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operations of a store, each in all its cases, for a user whose permissions are examined.
 * {@code young} sees the services' time as it is; {@code old} sees it after the grace period of
 * everything that exists.
 */
final class StoreWork {
  private static final String LARGE = "x".repeat(10_000);
  private static final int OVER_ONE_PART = 9 << 20;

  private final Vhs young;
  private final Vhs old;
  private final VersionedStore<String> store;
  private final boolean multi;
  private final String ids;
  private final Map<String, Step> steps = new LinkedHashMap<>();

  /**
   * An operation.
   *
   * @param user the least policy that allows it
   * @param work runs it
   * @param ofIds whether it is about some ids alone, and not the store as a whole
   */
  record Step(StorePolicy user, Runnable work, boolean ofIds) {}

  /**
   * Makes the operations.
   *
   * @param ids the text that every id begins with
   */
  StoreWork(Variant variant, Vhs young, Vhs old, String ids) {
    this.ids = ids;
    this.young = young;
    this.old = old;
    this.store = young.store(Codec.text());
    this.multi = variant == Variant.MULTI;
    addOfAll(
        StorePolicy.READ,
        "looking for a store that is not there yet",
        () -> assertThat(young.compatibility()).isEqualTo(Compatibility.NATIVE));
    writes();
    reads();
    upkeep();
  }

  /** Returns all operations by name, in an order in which they can run. */
  Map<String, Step> steps() {
    return steps;
  }

  private void add(StorePolicy user, String name, Runnable work) {
    steps.put(name, new Step(user, work, true));
  }

  private void addOfAll(StorePolicy user, String name, Runnable work) {
    steps.put(name, new Step(user, work, false));
  }

  private String id(String name) {
    return ids + name;
  }

  private void writes() {
    add(StorePolicy.WRITE, "init", () -> store.init(id("a"), "small"));
    add(StorePolicy.WRITE, "init of a large value", () -> store.init(id("b"), LARGE));
    add(
        StorePolicy.WRITE,
        "a lost race, which removes its object",
        () ->
            assertThatThrownBy(() -> store.init(id("b"), LARGE))
                .isInstanceOf(VersionAlreadyExists.class));
    add(StorePolicy.WRITE, "put with a gap", () -> store.put(id("a"), 5, LARGE));
    add(StorePolicy.WRITE, "putLatest", () -> store.putLatest(id("b"), LARGE + "2"));
    add(StorePolicy.WRITE, "replace", () -> store.replace(store.getLatest(id("b")), "3"));
    add(StorePolicy.WRITE, "update", () -> store.update(id("b"), value -> value + LARGE));
    add(StorePolicy.WRITE, "upsert", () -> store.upsert(id("c"), LARGE, value -> value + "2"));
    add(StorePolicy.WRITE, "putAll", () -> store.putAll(Map.of(id("c"), "4", id("d"), LARGE)));
    add(
        StorePolicy.WRITE,
        "updateMetadata",
        () -> store.updateMetadata(id("d"), metadata -> Map.of("k", "v")));
    add(StorePolicy.WRITE, "a copy into the store", () -> store.put(id("copied"), 7, LARGE));
    add(StorePolicy.WRITE, "delete", () -> store.delete(id("c")));
    add(StorePolicy.WRITE, "restore", () -> store.restore(id("c"), 1));
    add(
        StorePolicy.WRITE,
        "a value in parts",
        () -> put(id("parts"), InputStream.nullInputStream()));
    add(
        StorePolicy.WRITE,
        "a value in parts that breaks off",
        () ->
            assertThatThrownBy(() -> put(id("broken"), breakingOff()))
                .hasMessageContaining("broke off"));
  }

  /** Puts a stream of unknown length, a little longer than one part. */
  private void put(String id, InputStream end) {
    InputStream bytes = new ByteArrayInputStream(new byte[OVER_ONE_PART]);
    young.streams().putLatest(id, Source.of(new SequenceInputStream(bytes, end)));
  }

  private static InputStream breakingOff() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("broke off");
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return read();
      }
    };
  }

  private void reads() {
    add(StorePolicy.READ, "getLatest", () -> store.getLatest(id("d")));
    add(
        StorePolicy.READ,
        "getLatest of nothing",
        () ->
            assertThatThrownBy(() -> store.getLatest(id("none")))
                .isInstanceOf(NoVersionExists.class));
    add(StorePolicy.READ, "get", () -> store.get(id("d"), store.info(id("d")).version()));
    add(StorePolicy.READ, "exists", () -> assertThat(store.exists(id("d"))).isTrue());
    add(
        StorePolicy.READ,
        "history",
        () -> assertThat(store.history(id("b")).toList()).isNotEmpty());
    addOfAll(
        StorePolicy.READ, "scan", () -> assertThat(store.scan(Scan.all()).toList()).isNotEmpty());
    add(StorePolicy.READ, "getAll", () -> store.getAll(List.of(id("a"), id("b"), id("none"))));
    addOfAll(StorePolicy.READ, "stats", () -> young.maintenance().stats());
    addOfAll(StorePolicy.READ, "describe", () -> young.maintenance().describe());
    addOfAll(
        StorePolicy.READ,
        "estimate",
        () -> assertThat(young.maintenance().estimate(JobKind.GC)).isPresent());
    addOfAll(
        StorePolicy.READ,
        "verify",
        () -> assertThat(young.maintenance().verify(true, p -> {}).problems()).isZero());
  }

  private void upkeep() {
    if (multi) {
      add(StorePolicy.MAINTAIN, "prune", () -> store.prune(id("b"), new RetentionPolicy.Newest(1)));
    }
    add(StorePolicy.MAINTAIN, "purge", () -> store.purge(id("a")));
    add(StorePolicy.MAINTAIN, "purge and forget", () -> store.purgeAndForget(id("d")));
    addOfAll(
        StorePolicy.MAINTAIN,
        "gc",
        () -> {
          var report = old.maintenance().gc(SweepOptions.DEFAULT.maxDelete(100));
          assertThat(report.deleted()).as("orphans").isPositive();
          assertThat(report.uploads()).as("stale uploads").isPositive();
        });
    addOfAll(
        StorePolicy.READ, "lastSweep", () -> assertThat(old.maintenance().lastSweep()).isPresent());
    addOfAll(StorePolicy.MAINTAIN, "adopt", () -> old.maintenance().adopt());
    addOfAll(StorePolicy.MAINTAIN, "check", () -> old.maintenance().check());
  }
}
