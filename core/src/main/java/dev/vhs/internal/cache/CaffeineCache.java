package dev.vhs.internal.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.vhs.CacheStats;
import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.internal.cache.CacheEntry.KeptRow;
import dev.vhs.internal.cache.CacheEntry.KeptValue;
import dev.vhs.internal.cache.CacheEntry.Pointer;
import dev.vhs.internal.cache.CacheKey.OfNewest;
import dev.vhs.internal.cache.CacheKey.OfRow;
import dev.vhs.internal.cache.CacheKey.OfValue;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.protocol.WriteBase;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache built on Caffeine, weighed in bytes. It has no threads: the threads that use it do its
 * upkeep.
 *
 * <p>This engine may retire a row between the moment it is read and the moment it is to be kept. So
 * each reader notes, before it begins, how often rows were retired, and keeps nothing if that has
 * changed. The lock counts a retirement only while no entry is between that check and its place.
 */
final class CaffeineCache implements ValueCache {
  /** The largest part of the whole that one entry may take, as a divisor. */
  private static final int MAX_PARTS = 8;

  /** The length of the largest stream that is read at once, and kept. */
  private static final int SMALL_STREAM_BYTES = 64 * 1024;

  private final boolean keepsVersions;
  private final Rules rules;
  private final Supplier<Instant> clock;
  private final long maxBytes;
  private final Cache<CacheKey, CacheEntry> entries;
  private final ReadWriteLock retiring = new ReentrantReadWriteLock();
  private final LongAdder valueReads = new LongAdder();
  private final LongAdder valueMisses = new LongAdder();
  private final LongAdder versionHits = new LongAdder();
  private final LongAdder versionMisses = new LongAdder();
  private final LongAdder guesses = new LongAdder();
  private final LongAdder staleGuesses = new LongAdder();
  private final LongAdder evictions = new LongAdder();
  private volatile long retirements;

  CaffeineCache(long capacityBytes, Variant variant, Rules rules, Supplier<Instant> clock) {
    this.keepsVersions = variant == Variant.MULTI;
    this.rules = rules;
    this.clock = clock;
    this.maxBytes = capacityBytes / MAX_PARTS;
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(capacityBytes)
            .weigher(
                (CacheKey key, CacheEntry entry) ->
                    (int) Math.min(Integer.MAX_VALUE, CacheEntry.weight(key, entry)))
            .executor(Runnable::run)
            .evictionListener((key, entry, cause) -> evictions.increment())
            .build();
  }

  @Override
  public void keepNewest(String id, @Nullable Row row, Instant readAt, long before) {
    if (row != null && isVersion(row)) {
      keep(keyOf(id, row.version()), new KeptRow(row), before);
      keep(new OfNewest(id), new Pointer(row.version(), readAt, clock.get()), before);
    } else {
      // An id may be gone for good; one that was made meanwhile is not.
      entries
          .asMap()
          .computeIfPresent(
              new OfNewest(id),
              (key, known) -> readAt.isAfter(((Pointer) known).seenAt()) ? null : known);
    }
  }

  private static boolean isVersion(Row row) {
    return row.kind() == RowKind.VALUE || row.kind() == RowKind.TOMBSTONE;
  }

  /** Returns the key of a row. A single-version id has one row at a time, whatever its version. */
  private OfRow keyOf(String id, long version) {
    return new OfRow(id, keepsVersions ? version : 0);
  }

  /** Keeps an entry, unless it is too large, or rows were retired since its reading began. */
  private void keep(CacheKey key, CacheEntry entry, long before) {
    if (CacheEntry.weight(key, entry) > maxBytes) {
      entries.invalidate(key);
      return;
    }
    retiring.readLock().lock();
    try {
      if (rules.mayKeep(before, retirements)) {
        entries.asMap().merge(key, entry, CaffeineCache::better);
      }
    } finally {
      retiring.readLock().unlock();
    }
  }

  private static CacheEntry better(CacheEntry known, CacheEntry entry) {
    return known instanceof Pointer old && entry instanceof Pointer pointer
        ? old.or(pointer)
        : entry;
  }

  @Override
  public @Nullable WriteBase guess(String id, Duration commitWindow) {
    if (!(entries.getIfPresent(new OfNewest(id)) instanceof Pointer pointer)
        || !(entries.getIfPresent(keyOf(id, pointer.version())) instanceof KeptRow kept)
        || kept.row().version() != pointer.version()
        || !kept.row().id().equals(id)) {
      return null;
    }
    Instant now = clock.get();
    Instant readAt = rules.readAt(pointer.readAt(), now);
    if (!rules.isTrusted(readAt, now, commitWindow)) {
      return null;
    }
    guesses.increment();
    return WriteBase.guess(kept.row(), readAt);
  }

  @Override
  public void refuted(WriteBase guess) {
    Row row = guess.row();
    if (row != null) {
      staleGuesses.increment();
      entries
          .asMap()
          .computeIfPresent(
              new OfNewest(row.id()),
              (key, known) -> ((Pointer) known).version() == row.version() ? null : known);
    }
  }

  @Override
  public void keepVersion(String id, long version, @Nullable Row row, long before) {
    if (keepsVersions) {
      OfRow key = keyOf(id, version);
      if (row != null && isVersion(row)) {
        keep(key, new KeptRow(row), before);
      } else {
        entries.invalidate(key);
      }
    }
  }

  @Override
  public @Nullable Row findVersion(String id, long version) {
    if (!keepsVersions) {
      return null;
    }
    if (entries.getIfPresent(keyOf(id, version)) instanceof KeptRow kept
        && kept.row().kind() == RowKind.VALUE
        && kept.row().version() == version
        && kept.row().id().equals(id)) {
      versionHits.increment();
      return kept.row();
    }
    versionMisses.increment();
    return null;
  }

  @Override
  public @Nullable Bytes findValue(ObjectValue asked) {
    return entries.getIfPresent(new OfValue(asked.location())) instanceof KeptValue kept
            && kept.id().equals(asked.id())
            && kept.sha256().equals(asked.content().sha256())
        ? kept.value()
        : null;
  }

  @Override
  public boolean keepsValue(ObjectValue asked) {
    long room = maxBytes - CacheEntry.OVERHEAD_BYTES - new OfValue(asked.location()).bytes();
    return asked.content().size() <= room - asked.id().length();
  }

  @Override
  public boolean servesStream(ObjectValue asked) {
    return keepsValue(asked)
        && (asked.content().size() <= SMALL_STREAM_BYTES || findValue(asked) != null);
  }

  @Override
  public void keepValue(ObjectValue asked, Bytes value) {
    if (keepsValue(asked)) {
      entries.put(
          new OfValue(asked.location()),
          new KeptValue(asked.id(), asked.content().sha256(), value));
    }
  }

  @Override
  public void countValueRead() {
    valueReads.increment();
  }

  @Override
  public void countValueMiss() {
    valueMisses.increment();
  }

  @Override
  public long retirements() {
    return retirements;
  }

  @Override
  public void retired(String id, long below) {
    countRetirement();
    entries
        .asMap()
        .forEach(
            (key, entry) -> {
              if (key instanceof OfRow row && row.id().equals(id) && row.version() < below) {
                forget(row, entry);
              }
            });
    entries
        .asMap()
        .computeIfPresent(
            new OfNewest(id), (key, known) -> ((Pointer) known).version() < below ? null : known);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Only under the lock.
  private void countRetirement() {
    retiring.writeLock().lock();
    try {
      retirements++;
    } finally {
      retiring.writeLock().unlock();
    }
  }

  private void forget(OfRow key, CacheEntry entry) {
    entries.invalidate(key);
    if (entry instanceof KeptRow kept && kept.row().payload() != null) {
      removed(kept.row().payload());
    }
  }

  @Override
  public void removed(Location location) {
    entries.invalidate(new OfValue(location));
  }

  @Override
  public void forgetAll() {
    countRetirement();
    entries.invalidateAll();
  }

  @Override
  public CacheStats stats() {
    entries.cleanUp();
    long missed = valueMisses.sum();
    return CacheStats.builder()
        .valueHits(Math.max(0, valueReads.sum() - missed))
        .valueMisses(missed)
        .versionHits(versionHits.sum())
        .versionMisses(versionMisses.sum())
        .guesses(guesses.sum())
        .staleGuesses(staleGuesses.sum())
        .evictions(evictions.sum())
        .entries(entries.estimatedSize())
        .bytes(entries.policy().eviction().orElseThrow().weightedSize().orElse(0))
        .build();
  }
}
