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
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.runtime.Tasks;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache by Caffeine, weighed in bytes. It has no time of its own and no threads: what is old is
 * judged by whoever uses a guess, and upkeep is done by the threads that use it.
 *
 * <p>What a reading showed may have been retired by this very engine when it is to be kept. So each
 * notes before it begins how often rows were retired, and keeps nothing where that has changed. The
 * lock makes a retirement count only when no entry is between that check and its place.
 */
final class CaffeineCache implements ValueCache {
  /** The part of the whole that one entry may take at most. */
  private static final int MAX_PARTS = 8;

  /** Streams of at most that many bytes are read at once, and kept. */
  private static final int SMALL_STREAM_BYTES = 64 * 1024;

  private final boolean keepsVersions;
  private final Rules rules;
  private final Supplier<Instant> clock;
  private final long maxBytes;
  private final Cache<CacheKey, CacheEntry> entries;
  private final MergedReads reads;
  private final ReadWriteLock retiring = new ReentrantReadWriteLock();
  private final LongAdder valueReads = new LongAdder();
  private final LongAdder valueMisses = new LongAdder();
  private final LongAdder versionHits = new LongAdder();
  private final LongAdder versionMisses = new LongAdder();
  private final LongAdder guesses = new LongAdder();
  private final LongAdder staleGuesses = new LongAdder();
  private final LongAdder evictions = new LongAdder();
  private volatile long retirements;

  CaffeineCache(
      long capacityBytes, Variant variant, Rules rules, Supplier<Instant> clock, Tasks tasks) {
    this.keepsVersions = variant == Variant.MULTI;
    this.rules = rules;
    this.clock = clock;
    this.maxBytes = capacityBytes / MAX_PARTS;
    this.reads = new MergedReads(tasks);
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
  public @Nullable Row readNewest(String id, RowReading reading) {
    long before = retirements;
    Instant readAt = clock.get();
    Row row = reading.read();
    if (row != null && isVersion(row)) {
      keepNewest(row, readAt, before);
    } else {
      // An id may be gone for good; one that was made meanwhile is not.
      entries
          .asMap()
          .computeIfPresent(
              new OfNewest(id),
              (key, known) -> readAt.isAfter(((Pointer) known).seenAt()) ? null : known);
    }
    return row;
  }

  @Override
  public void wrote(Row row, Instant committedAt, long before) {
    keepNewest(row, committedAt, before);
  }

  private static boolean isVersion(Row row) {
    return row.kind() == RowKind.VALUE || row.kind() == RowKind.TOMBSTONE;
  }

  private void keepNewest(Row row, Instant readAt, long before) {
    keep(keyOf(row.id(), row.version()), new KeptRow(row), before);
    keep(new OfNewest(row.id()), new Pointer(row.version(), readAt, clock.get()), before);
  }

  /** A single-version id has one row at a time, whatever its version. */
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
        || kept.row().version() != pointer.version()) {
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
  public @Nullable Row readVersion(String id, long version, RowReading reading) {
    long before = retirements;
    Row row = reading.read();
    if (keepsVersions) {
      OfRow key = keyOf(id, version);
      if (row != null && isVersion(row)) {
        keep(key, new KeptRow(row), before);
      } else {
        entries.invalidate(key);
      }
    }
    return row;
  }

  @Override
  public @Nullable Row version(String id, long version) {
    if (!keepsVersions) {
      return null;
    }
    if (entries.getIfPresent(keyOf(id, version)) instanceof KeptRow kept
        && kept.row().kind() == RowKind.VALUE) {
      versionHits.increment();
      return kept.row();
    }
    versionMisses.increment();
    return null;
  }

  @Override
  public byte @Nullable [] bytes(Row row, OperationContext context, BytesReading reading) {
    Location location = row.payload();
    Content content = row.content();
    if (location == null) {
      // Inline values are in their rows.
      return reading.read();
    }
    valueReads.increment();
    if (content == null || !fits(location, content)) {
      // What has no checksum can't be verified.
      valueMisses.increment();
      return reading.read();
    }
    Bytes kept = value(location, content);
    if (kept == null) {
      kept = reads.read(location, context, () -> load(location, content, reading)).orElse(null);
    }
    return kept == null ? null : kept.toArray();
  }

  private Optional<Bytes> load(Location location, Content content, BytesReading reading) {
    // Another read may have ended since this one looked.
    Bytes kept = value(location, content);
    if (kept != null) {
      return Optional.of(kept);
    }
    valueMisses.increment();
    byte[] bytes = reading.read();
    if (bytes == null) {
      return Optional.empty();
    }
    Bytes value = Bytes.wrap(bytes);
    stored(location, content, value);
    return Optional.of(value);
  }

  private @Nullable Bytes value(Location location, Content content) {
    return entries.getIfPresent(new OfValue(location)) instanceof KeptValue kept
            && kept.sha256().equals(content.sha256())
        ? kept.value()
        : null;
  }

  private boolean fits(Location location, Content content) {
    return content.size() <= maxBytes - CacheEntry.OVERHEAD_BYTES - new OfValue(location).bytes();
  }

  @Override
  public boolean serves(Row row) {
    Location location = row.payload();
    Content content = row.content();
    return location != null
        && content != null
        && fits(location, content)
        && (content.size() <= SMALL_STREAM_BYTES || value(location, content) != null);
  }

  @Override
  public void stored(Location location, Content content, Bytes value) {
    if (fits(location, content)) {
      entries.put(new OfValue(location), new KeptValue(content.sha256(), value));
    }
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
