package dev.vhs.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.CacheStats;
import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.protocol.WriteBase;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.ItemSize;
import dev.vhs.spi.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CaffeineCacheTest {
  private static final long CAPACITY = 100_000;
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = BEGIN;
  private final CaffeineCache cache = cache(Variant.MULTI);

  private CaffeineCache cache(Variant variant) {
    return new CaffeineCache(CAPACITY, variant, Rules.SOUND, () -> now);
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

  /** Keeps a row as a reading that begins and ends now shows it. */
  private void showsNewest(Row row) {
    cache.keepNewest("a", row, now, cache.retirements());
  }

  private void showsVersion(long version, Row row) {
    cache.keepVersion("a", version, row, cache.retirements());
  }

  private void stored(Row row, byte[] value) {
    cache.keepValue(of(row), Bytes.wrap(value));
  }

  private static ObjectValue of(Row row) {
    return new ObjectValue(row.id(), row.payload(), row.content());
  }

  private Bytes value(Row row) {
    return cache.findValue(of(row));
  }

  private Row guessed() {
    WriteBase guess = cache.guess("a", WINDOW);
    return guess == null ? null : guess.row();
  }

  @Test
  void valuesThatDoNotFitTogetherMakeRoomForEachOther() {
    for (int version = 0; version < 50; version++) {
      stored(pointer(version, 5_000), new byte[5_000]);
    }
    CacheStats stats = cache.stats();
    assertThat(stats.bytes()).isPositive().isLessThanOrEqualTo(CAPACITY);
    assertThat(stats.evictions()).isPositive();
    assertThat(stats.entries()).isEqualTo(50 - stats.evictions());
    long each = 5_000L + "a".length() + CacheEntry.OVERHEAD_BYTES;
    assertThat(stats.bytes()).isBetween(stats.entries() * each, stats.entries() * (each + 10));
  }

  @Test
  void objectsOfOneKeyInTwoBucketsAreTwo() {
    Content content = pointer(0, 10).content();
    ObjectValue one = new ObjectValue("a", new Location("one", "key"), content);
    ObjectValue other = new ObjectValue("a", new Location("other", "key"), content);
    cache.keepValue(one, Bytes.wrap(new byte[10]));
    assertThat(cache.findValue(other)).isNull();
    cache.keepValue(other, Bytes.wrap(new byte[10]));
    cache.removed(other.location());
    assertThat(cache.findValue(one)).isNotNull();
  }

  /** The object carries its id, which is compared when it is read for another one. */
  @Test
  void theObjectOfAnotherIdIsReadAgain() {
    Row row = pointer(0, 10);
    stored(row, new byte[10]);
    assertThat(cache.findValue(new ObjectValue("b", row.payload(), row.content()))).isNull();
    assertThat(value(row)).isNotNull();
  }

  @Test
  void aRowIsWeighedWithItsInlineValue() {
    Row row = inline(3, 3_000);
    showsNewest(row);
    assertThat(cache.stats().bytes())
        .isEqualTo(ItemSize.of(row) + "a".length() + 2 * CacheEntry.OVERHEAD_BYTES)
        .isGreaterThan(3_000);
    showsNewest(row);
    assertThat(cache.stats().entries()).isEqualTo(2);
  }

  @Test
  void whatTakesMoreThanAnEighthIsNotKept() {
    int most = (int) CAPACITY / 8 - CacheEntry.OVERHEAD_BYTES - "a/0".length() - "a".length();
    for (int size : new int[] {most, most + 1}) {
      Row row = pointer(size - most, size);
      assertThat(cache.keepsValue(of(row))).isEqualTo(size == most);
      stored(row, new byte[size]);
      assertThat(value(row) != null).as("kept").isEqualTo(size == most);
    }
    assertThat(cache.stats().entries()).isEqualTo(1);
    Row large = inline(1, most);
    showsNewest(large);
    assertThat(guessed()).isNull();
    assertThat(cache.findVersion("a", 1)).isNull();
  }

  @Test
  void anotherChecksumIsAnotherValue() {
    Row row = pointer(0, 1);
    stored(row, new byte[] {1});
    Row other = Row.pointer("a", 0, row.payload(), content(1, digest(99)), new UUID(7, 0), BEGIN);
    assertThat(value(other)).isNull();
    stored(other, new byte[] {2});
    assertThat(value(other).toArray()).containsExactly(2);
    assertThat(value(row)).isNull();
  }

  @Test
  void aSmallStreamIsReadAtOnceAndALargeOneIfItIsThere() {
    CaffeineCache roomy = new CaffeineCache(10_000_000, Variant.MULTI, Rules.SOUND, () -> now);
    Row small = pointer(0, 64 * 1024);
    Row large = pointer(1, 64 * 1024 + 1);
    assertThat(roomy.servesStream(of(small))).isTrue();
    assertThat(roomy.servesStream(of(large))).isFalse();
    roomy.keepValue(of(large), Bytes.wrap(new byte[64 * 1024 + 1]));
    assertThat(roomy.servesStream(of(large))).isTrue();
    Row huge = pointer(2, 10_000_000);
    assertThat(roomy.servesStream(of(huge))).isFalse();
  }

  @Test
  void aGuessIsAsOldAsItsReading() {
    Instant readAt = now;
    now = now.plusSeconds(5);
    cache.keepNewest("a", pointer(4, 3), readAt, cache.retirements());
    assertThat(cache.guess("a", WINDOW)).isEqualTo(WriteBase.guess(pointer(4, 3), readAt));
    now = readAt.plus(WINDOW).minusMillis(1);
    assertThat(cache.guess("a", WINDOW)).isEqualTo(WriteBase.guess(pointer(4, 3), readAt));
    now = readAt.plus(WINDOW);
    assertThat(cache.guess("a", WINDOW)).isNull();
    assertThat(cache.stats().guesses()).isEqualTo(2);
  }

  @Test
  void ofReadingsAtOnceTheHigherVersionIsKept() {
    Instant readAt = now;
    showsNewest(pointer(5, 3));
    cache.keepNewest("a", pointer(4, 3), readAt, cache.retirements());
    assertThat(guessed()).isEqualTo(pointer(5, 3));
  }

  /** An id that was forgotten begins at 0 again. */
  @Test
  void aLaterReadingCountsMoreThanAHigherVersion() {
    showsNewest(pointer(5, 3));
    now = now.plusMillis(1);
    showsNewest(pointer(0, 3));
    assertThat(guessed()).isEqualTo(pointer(0, 3));
    now = now.plusMillis(1);
    showsNewest(null);
    assertThat(guessed()).isNull();
  }

  @Test
  void aRefutedGuessIsForgotten() {
    showsNewest(pointer(5, 3));
    WriteBase guess = cache.guess("a", WINDOW);
    cache.refuted(guess);
    assertThat(guessed()).isNull();
    showsNewest(pointer(7, 3));
    cache.refuted(guess);
    assertThat(guessed()).as("a newer one than was refuted").isEqualTo(pointer(7, 3));
    assertThat(cache.stats().staleGuesses()).isEqualTo(2);
  }

  @Test
  void whatWasRetiredIsGone() {
    for (long version = 0; version < 4; version++) {
      Row row = pointer(version, 3);
      showsNewest(row);
      stored(row, new byte[3]);
    }
    cache.retired("another", 9);
    assertThat(cache.findVersion("a", 2)).isEqualTo(pointer(2, 3));
    cache.retired("a", 3);
    for (long version = 0; version < 3; version++) {
      assertThat(cache.findVersion("a", version)).isNull();
      assertThat(value(pointer(version, 3))).as("the value").isNull();
    }
    assertThat(guessed()).isEqualTo(pointer(3, 3));
    cache.retired("a", 4);
    assertThat(guessed()).isNull();
    assertThat(cache.stats().entries()).isZero();
  }

  @Test
  void whatWasReadBeforeARetirementIsNotKeptAfterIt() {
    long before = cache.retirements();
    cache.retired("a", 2);
    cache.keepVersion("a", 1, pointer(1, 3), before);
    cache.keepNewest("a", pointer(1, 3), now, before);
    assertThat(cache.findVersion("a", 1)).isNull();
    assertThat(guessed()).isNull();
  }

  @Test
  void aVersionThatIsGoneIsForgotten() {
    showsVersion(1, pointer(1, 3));
    assertThat(cache.findVersion("a", 1)).isEqualTo(pointer(1, 3));
    showsVersion(1, pointer(1, 3).marker());
    assertThat(cache.findVersion("a", 1)).isNull();
    assertThat(cache.stats().versionHits()).isEqualTo(1);
    assertThat(cache.stats().versionMisses()).isEqualTo(1);
  }

  @Test
  void aDeletionIsNoVersionToRead() {
    showsNewest(Row.tombstone("a", 1, new UUID(7, 1), BEGIN));
    assertThat(cache.findVersion("a", 1)).isNull();
    assertThat(guessed().version()).isEqualTo(1);
  }

  @Test
  void aSingleVersionStoreKeepsTheNewestRowOnly() {
    CaffeineCache single = cache(Variant.SINGLE);
    single.keepVersion("a", 0, pointer(0, 3), 0);
    single.keepNewest("a", pointer(0, 3), now, 0);
    single.keepNewest("a", pointer(1, 3), now, 0);
    assertThat(single.findVersion("a", 0)).isNull();
    assertThat(single.findVersion("a", 1)).isNull();
    assertThat(single.stats().entries()).isEqualTo(2);
    assertThat(single.guess("a", WINDOW).row()).isEqualTo(pointer(1, 3));
    single.keepNewest("a", pointer(0, 3), now.minusSeconds(1), 0);
    assertThat(single.guess("a", WINDOW)).as("two that don't belong together").isNull();
  }
}
