package dev.vhs.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.CacheStats;
import dev.vhs.Location;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.protocol.WriteBase;
import dev.vhs.internal.runtime.Environment;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.runtime.ThreadTasks;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.ItemSize;
import dev.vhs.spi.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CaffeineCacheTest {
  private static final long CAPACITY = 100_000;
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = BEGIN;
  private final CaffeineCache cache = cache(Variant.MULTI);

  private CaffeineCache cache(Variant variant) {
    return new CaffeineCache(CAPACITY, variant, Rules.SOUND, () -> now, new ThreadTasks());
  }

  private static OperationContext call(Duration timeout) {
    return new OperationContext(Environment.system(), "get", "a", timeout, true);
  }

  private static Content content(int size, String sha256) {
    return Content.builder(size, sha256, "text/plain").build();
  }

  private static String digest(int number) {
    return "%064x".formatted(number);
  }

  private static Row pointer(long version, int size) {
    return Row.pointer(
        "a",
        version,
        new Location("bucket", "a/" + version),
        content(size, digest((int) version)),
        new UUID(7, version),
        BEGIN);
  }

  private static Row inline(long version, int size) {
    Bytes value = Bytes.wrap(new byte[size]);
    return Row.inline("a", version, value, content(size, digest(0)), new UUID(7, version), BEGIN);
  }

  private byte[] read(Row row, ValueCache.BytesReading reading) {
    return cache.bytes(row, call(Duration.ofMinutes(1)), reading);
  }

  private Row guessed() {
    WriteBase guess = cache.guess("a", WINDOW);
    return guess == null ? null : guess.row();
  }

  @Test
  void valuesThatDoNotFitTogetherMakeRoomForEachOther() {
    for (int version = 0; version < 50; version++) {
      read(pointer(version, 5_000), () -> new byte[5_000]);
    }
    CacheStats stats = cache.stats();
    assertThat(stats.bytes()).isPositive().isLessThanOrEqualTo(CAPACITY);
    assertThat(stats.evictions()).isPositive();
    assertThat(stats.entries()).isEqualTo(50 - stats.evictions());
    long each = 5_000 + CacheEntry.OVERHEAD_BYTES;
    assertThat(stats.bytes()).isBetween(stats.entries() * each, stats.entries() * (each + 10));
    assertThat(stats.valueMisses()).isEqualTo(50);
  }

  @Test
  void aRowIsWeighedWithItsInlineValue() {
    Row row = inline(3, 3_000);
    cache.readNewest("a", () -> row);
    assertThat(cache.stats().bytes())
        .isEqualTo(ItemSize.of(row) + "a".length() + 2 * CacheEntry.OVERHEAD_BYTES)
        .isGreaterThan(3_000);
    cache.readNewest("a", () -> row);
    assertThat(cache.stats().entries()).isEqualTo(2);
  }

  @Test
  void whatTakesMoreThanAnEighthIsNotKept() {
    int most = (int) CAPACITY / 8 - CacheEntry.OVERHEAD_BYTES - "a/0".length();
    for (int size : new int[] {most, most + 1}) {
      Row row = pointer(size - most, size);
      read(row, () -> new byte[size]);
      cache.stored(new Location("", "s/" + (size - most)), content(size, digest(1)), Bytes.EMPTY);
    }
    assertThat(cache.stats().entries()).isEqualTo(2);
    assertThat(cache.stats().valueMisses()).as("kept or not").isEqualTo(2);
    Row large = inline(1, most);
    cache.readNewest("a", () -> large);
    assertThat(guessed()).isNull();
    assertThat(cache.version("a", 1)).isNull();
  }

  @Test
  void whatHasNoChecksumIsNotKept() {
    Row foreign = Row.foreign("a", 0, new Location("bucket", "by hand"));
    assertThat(read(foreign, () -> new byte[] {1})).containsExactly(1);
    assertThat(read(foreign, () -> new byte[] {2})).containsExactly(2);
    assertThat(cache.stats().entries()).isZero();
    assertThat(cache.stats().valueMisses()).isEqualTo(2);
  }

  @Test
  void anotherChecksumIsAnotherValue() {
    Row row = pointer(0, 1);
    assertThat(read(row, () -> new byte[] {1})).containsExactly(1);
    Row other = Row.pointer("a", 0, row.payload(), content(1, digest(99)), new UUID(7, 0), BEGIN);
    assertThat(read(other, () -> new byte[] {2})).containsExactly(2);
  }

  @Test
  void everyReaderHasBytesOfItsOwn() {
    Row row = pointer(0, 3);
    for (int i = 0; i < 3; i++) {
      byte[] bytes = read(row, () -> new byte[] {1, 2, 3});
      assertThat(bytes).containsExactly(1, 2, 3);
      bytes[0] = 9;
    }
    assertThat(cache.stats().valueMisses()).isEqualTo(1);
    assertThat(cache.stats().valueHits()).isEqualTo(2);
  }

  @Test
  void aMissingObjectIsLookedForAgain() {
    Row row = pointer(0, 3);
    assertThat(read(row, () -> null)).isNull();
    assertThat(read(row, () -> new byte[3])).hasSize(3);
  }

  @Test
  void readsOfOneObjectAtOnceAreOne() throws Exception {
    int readers = 8;
    Row row = pointer(0, 3);
    AtomicInteger reads = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(readers);
    ExecutorService threads = Executors.newFixedThreadPool(readers);
    try {
      List<Future<byte[]>> running = new ArrayList<>();
      for (int i = 0; i < readers; i++) {
        running.add(
            threads.submit(
                () -> {
                  asked.countDown();
                  return read(
                      row,
                      () -> {
                        reads.incrementAndGet();
                        begun.countDown();
                        await(asked);
                        return new byte[] {1, 2, 3};
                      });
                }));
      }
      await(begun);
      for (Future<byte[]> each : running) {
        assertThat(each.get(1, TimeUnit.MINUTES)).containsExactly(1, 2, 3);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(reads).hasValue(1);
    assertThat(cache.stats().valueHits()).isEqualTo(readers - 1);
  }

  @Test
  void aReadThatFailsIsNoOtherReadersFailure() throws Exception {
    Row row = pointer(0, 3);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch failing = new CountDownLatch(1);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<byte[]> first =
          threads.submit(
              () ->
                  read(
                      row,
                      () -> {
                        begun.countDown();
                        await(failing);
                        throw new StoreUnavailable("out of reach", null);
                      }));
      await(begun);
      OperationContext impatient = call(Duration.ofNanos(1));
      assertThatThrownBy(() -> cache.bytes(row, impatient, () -> new byte[3]))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("took longer");
      ExecutorService another = Executors.newSingleThreadExecutor();
      try {
        Future<byte[]> second = another.submit(() -> read(row, () -> new byte[3]));
        failing.countDown();
        assertThat(second.get(1, TimeUnit.MINUTES)).hasSize(3);
      } finally {
        another.shutdownNow();
      }
      assertThatThrownBy(() -> first.get(1, TimeUnit.MINUTES))
          .hasCauseInstanceOf(StoreUnavailable.class);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aGuessIsAsOldAsItsReading() {
    Instant readAt = now;
    cache.readNewest(
        "a",
        () -> {
          now = now.plusSeconds(5);
          return pointer(4, 3);
        });
    assertThat(cache.guess("a", WINDOW)).isEqualTo(WriteBase.guess(pointer(4, 3), readAt));
    now = readAt.plus(WINDOW).minusMillis(1);
    assertThat(cache.guess("a", WINDOW)).isEqualTo(WriteBase.guess(pointer(4, 3), readAt));
    now = readAt.plus(WINDOW);
    assertThat(cache.guess("a", WINDOW)).isNull();
    assertThat(cache.stats().guesses()).isEqualTo(2);
  }

  @Test
  void ofReadingsAtOnceTheHigherVersionIsKept() {
    cache.readNewest(
        "a",
        () -> {
          cache.wrote(pointer(5, 3), now, cache.retirements());
          return pointer(4, 3);
        });
    assertThat(guessed()).isEqualTo(pointer(5, 3));
  }

  /** An id that was forgotten begins at 0 again. */
  @Test
  void aLaterReadingCountsMoreThanAHigherVersion() {
    cache.readNewest("a", () -> pointer(5, 3));
    now = now.plusMillis(1);
    cache.readNewest("a", () -> pointer(0, 3));
    assertThat(guessed()).isEqualTo(pointer(0, 3));
    now = now.plusMillis(1);
    cache.readNewest("a", () -> null);
    assertThat(guessed()).isNull();
  }

  @Test
  void aRefutedGuessIsForgotten() {
    cache.readNewest("a", () -> pointer(5, 3));
    WriteBase guess = cache.guess("a", WINDOW);
    cache.refuted(guess);
    assertThat(guessed()).isNull();
    cache.wrote(pointer(7, 3), now, cache.retirements());
    cache.refuted(guess);
    assertThat(guessed()).as("a newer one than was refuted").isEqualTo(pointer(7, 3));
    assertThat(cache.stats().staleGuesses()).isEqualTo(2);
  }

  @Test
  void whatWasRetiredIsGone() {
    for (long version = 0; version < 4; version++) {
      Row row = pointer(version, 3);
      cache.wrote(row, now, cache.retirements());
      cache.stored(row.payload(), row.content(), Bytes.wrap(new byte[3]));
    }
    cache.retired("another", 9);
    assertThat(cache.version("a", 2)).isEqualTo(pointer(2, 3));
    cache.retired("a", 3);
    for (long version = 0; version < 3; version++) {
      assertThat(cache.version("a", version)).isNull();
      assertThat(read(pointer(version, 3), () -> null)).as("the value").isNull();
    }
    assertThat(guessed()).isEqualTo(pointer(3, 3));
    cache.retired("a", 4);
    assertThat(guessed()).isNull();
    assertThat(cache.stats().entries()).isZero();
  }

  @Test
  void whatWasReadBeforeARetirementIsNotKeptAfterIt() {
    long before = cache.retirements();
    cache.readVersion(
        "a",
        1,
        () -> {
          cache.retired("a", 2);
          return pointer(1, 3);
        });
    cache.readNewest(
        "a",
        () -> {
          cache.retired("a", 2);
          return pointer(1, 3);
        });
    cache.wrote(pointer(1, 3), now, before);
    assertThat(cache.version("a", 1)).isNull();
    assertThat(guessed()).isNull();
  }

  @Test
  void aVersionThatIsGoneIsForgotten() {
    cache.readVersion("a", 1, () -> pointer(1, 3));
    assertThat(cache.version("a", 1)).isEqualTo(pointer(1, 3));
    cache.readVersion("a", 1, () -> pointer(1, 3).marker());
    assertThat(cache.version("a", 1)).isNull();
    assertThat(cache.stats().versionHits()).isEqualTo(1);
    assertThat(cache.stats().versionMisses()).isEqualTo(1);
  }

  @Test
  void aDeletionIsNoVersionToRead() {
    cache.wrote(Row.tombstone("a", 1, new UUID(7, 1), BEGIN), now, cache.retirements());
    assertThat(cache.version("a", 1)).isNull();
    assertThat(guessed().version()).isEqualTo(1);
  }

  @Test
  void aSingleVersionStoreKeepsTheNewestRowOnly() {
    CaffeineCache single = cache(Variant.SINGLE);
    single.readVersion("a", 0, () -> pointer(0, 3));
    single.wrote(pointer(0, 3), now, 0);
    single.wrote(pointer(1, 3), now, 0);
    assertThat(single.version("a", 0)).isNull();
    assertThat(single.version("a", 1)).isNull();
    assertThat(single.stats().entries()).isEqualTo(2);
    assertThat(single.guess("a", WINDOW).row()).isEqualTo(pointer(1, 3));
    single.wrote(pointer(0, 3), now.minusSeconds(1), 0);
    assertThat(single.guess("a", WINDOW)).as("two that don't belong together").isNull();
  }
}
