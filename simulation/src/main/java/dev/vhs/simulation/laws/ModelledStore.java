package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.CommitOutcomeUnknown;
import dev.vhs.NoVersionExists;
import dev.vhs.RetentionPolicy;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.VersionAlreadyExists;
import dev.vhs.VersionInfo;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store beside a model of one id: the versions that it must show, by number, with their values.
 * An operation that succeeds changes both; one that says that nothing was written changes neither;
 * after one whose outcome is unknown the store is asked.
 */
final class ModelledStore {
  private static final String ID = "modelled";

  /** The most tries of a call that may fail for want of an answer. */
  private static final int TRIES = 100;

  /** Stands for a deletion. */
  private static final String DELETED = "\u0000";

  private final VersionedStore<String> store;
  private final Variant variant;
  private final Random random;
  private final Runnable lateArrivals;
  private final NavigableMap<Long, String> versions = new TreeMap<>();
  private final List<String> log = new ArrayList<>();
  private int written;

  ModelledStore(VersionedStore<String> store, Variant variant, long seed, Runnable lateArrivals) {
    this.store = store;
    this.variant = variant;
    this.random = new Random(seed);
    this.lateArrivals = lateArrivals;
  }

  private long newest() {
    return versions.isEmpty() ? -1 : versions.lastKey();
  }

  private @Nullable String value() {
    String value = versions.isEmpty() ? DELETED : versions.lastEntry().getValue();
    return value.equals(DELETED) ? null : value;
  }

  private String fresh() {
    return "value " + written++;
  }

  /** Does something, drawn at random, and checks what came of it. */
  void operate() {
    String value = value();
    switch (random.nextInt(variant == Variant.MULTI ? 12 : 10)) {
      case 0 -> init();
      case 1, 2 -> {
        String next = fresh();
        write("putLatest", newest() + 1, next, () -> store.putLatest(ID, next));
      }
      case 3 -> {
        String next = fresh();
        long version = newest() + 1 + random.nextInt(4);
        write("put", version, next, () -> store.put(ID, version, next));
      }
      case 4, 5 -> {
        if (value != null) {
          write(
              "update", newest() + 1, value + "!", () -> store.update(ID, before -> before + "!"));
        } else {
          String next = fresh();
          write("upsert", newest() + 1, next, () -> store.upsert(ID, next, before -> before + "!"));
        }
      }
      case 6 -> {
        if (value != null) {
          Versioned<String> read = patiently(() -> store.getLatest(ID));
          assertThat(read.value()).as("%s", log).isEqualTo(value);
          String next = fresh();
          write("replace", newest() + 1, next, () -> store.replace(read, next));
        }
      }
      case 7 -> {
        if (value != null) {
          write("delete", newest() + 1, DELETED, () -> store.delete(ID));
        }
      }
      case 8 -> purge();
      case 9 -> compare();
      case 10 -> restore();
      default -> prune();
    }
  }

  private void init() {
    if (versions.isEmpty()) {
      String next = fresh();
      write("init", 0, next, () -> store.init(ID, next));
      return;
    }
    try {
      store.init(ID, "never");
      throw new AssertionError("init of an id that was there succeeded: " + log);
    } catch (VersionAlreadyExists | StoreUnavailable refused) {
      log.add("init refused");
    } catch (CommitOutcomeUnknown unknown) {
      log.add("init unknown");
    }
  }

  private void restore() {
    List<Long> values = new ArrayList<>();
    versions.forEach(
        (version, value) -> {
          if (!value.equals(DELETED)) {
            values.add(version);
          }
        });
    if (!values.isEmpty()) {
      long version = values.get(random.nextInt(values.size()));
      String value = versions.getOrDefault(version, DELETED);
      write("restore " + version, newest() + 1, value, () -> store.restore(ID, version));
    }
  }

  private void write(String operation, long version, String value, Supplier<VersionInfo> action) {
    boolean done;
    try {
      VersionInfo info = action.get();
      assertThat(info.version()).as("%s after %s", operation, log).isEqualTo(version);
      done = true;
    } catch (StoreUnavailable nothingWritten) {
      done = false;
    } catch (CommitOutcomeUnknown unknown) {
      lateArrivals.run();
      done =
          patiently(() -> store.history(ID, Long.MAX_VALUE).limit(1).toList()).stream()
              .anyMatch(info -> info.writeId().equals(Optional.of(unknown.writeId())));
      log.add("unknown:");
    }
    log.add(operation + " v" + version + (done ? " done" : " not done"));
    if (done) {
      if (variant == Variant.SINGLE) {
        versions.clear();
      }
      versions.put(version, value);
    }
    if (random.nextInt(4) == 0) {
      lateArrivals.run();
    }
  }

  /** Purges until it is told that it is done; each try may have written its tombstone. */
  private void purge() {
    if (versions.isEmpty()) {
      return;
    }
    patiently(() -> store.purge(ID));
    lateArrivals.run();
    VersionInfo tombstone = patiently(() -> store.history(ID).toList()).get(0);
    assertThat(tombstone.isDeleted()).as("%s", log).isTrue();
    assertThat(tombstone.version()).isGreaterThanOrEqualTo(newest());
    log.add("purge v" + tombstone.version());
    versions.clear();
    versions.put(tombstone.version(), DELETED);
  }

  private void prune() {
    if (value() == null) {
      return;
    }
    patiently(() -> store.prune(ID, RetentionPolicy.newest(1)));
    log.add("prune");
    long newest = newest();
    versions.headMap(newest).clear();
  }

  /** Compares what the store shows with the model. */
  void compare() {
    compare(store);
  }

  /** Compares what another opening shows with the model. */
  void compare(VersionedStore<String> opening) {
    List<Long> shown =
        patiently(
            () -> opening.history(ID, Long.MAX_VALUE).map(VersionInfo::version).sorted().toList());
    assertThat(shown).as("versions after %s", log).isEqualTo(List.copyOf(versions.keySet()));
    versions.forEach(
        (version, value) ->
            assertThat(patiently(() -> read(opening, version)))
                .as("version %d after %s", version, log)
                .isEqualTo(value));
  }

  private static String read(VersionedStore<String> opening, long version) {
    try {
      return opening.get(ID, version).value();
    } catch (NoVersionExists deleted) {
      return DELETED;
    }
  }

  /** Calls again while answers are lost. */
  private static <R> R patiently(Supplier<R> call) {
    for (int i = 0; ; i++) {
      try {
        return call.get();
      } catch (StoreUnavailable | CommitOutcomeUnknown again) {
        if (i == TRIES) {
          throw again;
        }
      }
    }
  }
}
