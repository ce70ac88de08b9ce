package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vhs.Codec;
import dev.vhs.StoreUnavailable;
import dev.vhs.SweepOptions;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The sweep beside writers, whose objects it must leave alone. */
abstract class StoreSweepLaws extends StoreLaws {
  private static final SweepOptions ALL = SweepOptions.DEFAULT.maxDelete(1_000);

  StoreSweepLaws(VersionedStoreContract contract) {
    super(contract);
  }

  /**
   * "safe beside live writers": with a grace period of seconds and a window scaled with it, and
   * time that goes on by seconds with every write.
   */
  @EachVariant
  void nothingInUseIsSweptWhileOthersWrite(Variant variant) {
    assumeTrue(takesClock(), "the backend goes by a clock that a test can't move");
    Duration grace = Duration.ofSeconds(20);
    open(builder(freshBackend(variant)).grace(grace, Duration.ofSeconds(8))).create();
    AtomicInteger writing = new AtomicInteger(writers());
    List<Long> deleted =
        Race.run(
            writers() + 2,
            number -> () -> number < 2 ? sweepWhile(variant, writing) : write(variant, writing));
    assertThat(deleted).hasSize(writers() + 2);
    Vhs vhs = open(variant);
    assertThat(vhs.maintenance().verify(true, problem -> {}).problems()).isZero();
    clock().advance(grace.multipliedBy(2));
    vhs.maintenance().gc(ALL.maxDelete(100_000));
    noOrphansAndNothingDangling(variant);
  }

  /** Sweeps until nobody writes any more, and returns how many objects it deleted. */
  private long sweepWhile(Variant variant, AtomicInteger writing) {
    Vhs vhs = open(variant);
    long deleted = 0;
    while (writing.get() > 0) {
      try {
        deleted += vhs.maintenance().gc(ALL.maxDelete(100_000)).deleted();
      } catch (StoreUnavailable e) {
        requireOvertaken(e);
      }
    }
    return deleted;
  }

  /** Writes to ids that others write too, reads back what it wrote, and returns how often. */
  private long write(Variant variant, AtomicInteger writing) {
    try {
      VersionedStore<String> store = openWithoutInline(variant).store(Codec.text());
      for (int i = 0; i < writesOfEach(); i++) {
        clock().advance(Duration.ofSeconds(2));
        String value = "value of " + Thread.currentThread().getName() + " " + i;
        long version = put(store, "id " + i % 3, value);
        if (variant == Variant.MULTI) {
          assertThat(store.get("id " + i % 3, version).value()).isEqualTo(value);
        }
      }
      return writesOfEach();
    } finally {
      writing.decrementAndGet();
    }
  }

  /**
   * Writes, and tries again if the clock, which all writers move, has gone past the time allowed
   * for its upload: then nothing was written.
   */
  private static long put(VersionedStore<String> store, String id, String value) {
    while (true) {
      try {
        return store.putLatest(id, value).version();
      } catch (StoreUnavailable e) {
        requireOvertaken(e);
      }
    }
  }

  /**
   * Requires that a failure came from the clock, which all writers move: it went past the upload's
   * commit window, or past the grace period, so that a sweep took the upload for abandoned.
   */
  private static void requireOvertaken(StoreUnavailable e) {
    assertThat(e.getMessage()).containsAnyOf("took so long", "took it for abandoned");
  }
}
