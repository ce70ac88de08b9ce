package dev.vhs.memory;

import dev.vhs.Location;
import dev.vhs.Result;
import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.IndexTraits;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import dev.vhs.spi.Slots;
import dev.vhs.spi.SupportsBatchRead;
import dev.vhs.spi.UnreadableRow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An index in memory. Writes are atomic under one lock, and the clock is compared with {@code
 * notAfter} under it. Reads take no lock, except consistent pages from the oldest row: these wait
 * for the commit that is under way. Eventual reads are as fresh as consistent ones.
 *
 * <p>Several engines may share an instance as processes share a table, so closing it does nothing.
 */
public final class MemoryPointerIndex implements PointerIndex, SupportsBatchRead {
  /** The size of the largest row by default, in bytes. */
  public static final long DEFAULT_MAX_ITEM_BYTES = 16L << 20;

  private static final int MAX_BATCH_IDS = 100;

  private static final AtomicLong MADE = new AtomicLong();

  private final IndexTraits traits;
  private final Supplier<String> newIdentity;
  private final ReentrantLock writing = new ReentrantLock();
  private final ConcurrentMap<String, Chain> chains = new ConcurrentHashMap<>();

  /** The same chains in order of id; apart, since a hash is several times faster to look up. */
  private final ConcurrentNavigableMap<String, Chain> sorted = new ConcurrentSkipListMap<>();

  /** The items of other programs that make no rows. */
  private final DamagedRows damaged = new DamagedRows();

  private volatile @Nullable String identity;

  /** Makes an empty index without clock tolerance, whose identity is unique in this JVM. */
  public MemoryPointerIndex(Variant variant, InstantSource clock) {
    this(
        variant,
        clock,
        Duration.ZERO,
        DEFAULT_MAX_ITEM_BYTES,
        () -> "memory-" + MADE.incrementAndGet());
  }

  /**
   * Makes an empty index.
   *
   * @param variant the variant
   * @param clock the index's time
   * @param clockTolerance how much later than {@code notAfter} a commit is still applied
   * @param maxItemBytes the size of the largest row, in bytes
   * @param newIdentity the maker of the identity, called once, when the first row is written
   */
  public MemoryPointerIndex(
      Variant variant,
      InstantSource clock,
      Duration clockTolerance,
      long maxItemBytes,
      Supplier<String> newIdentity) {
    this.traits =
        IndexTraits.builder(variant, clock)
            .maxItemBytes(maxItemBytes)
            .clockTolerance(clockTolerance)
            .build();
    this.newIdentity = newIdentity;
  }

  @Override
  public IndexTraits traits() {
    return traits;
  }

  @Override
  public @Nullable String identity(RequestContext context) {
    context.requested();
    return identity;
  }

  @Override
  public @Nullable Row newest(String id, Consistency consistency, RequestContext context) {
    context.requested();
    return newest(id);
  }

  private @Nullable Row newest(String id) {
    Chain chain = chains.get(id);
    if (chain == null) {
      damaged.check(id);
      return null;
    }
    return readable(chain.newest);
  }

  @Override
  public int maxBatchIds() {
    return MAX_BATCH_IDS;
  }

  @Override
  public Map<String, Result<Optional<Row>>> newest(
      Set<String> ids, Consistency consistency, RequestContext context) {
    if (traits.variant() != Variant.SINGLE) {
      throw new UnsupportedOperationException("a multi-version index reads ids one by one");
    }
    if (ids.size() > MAX_BATCH_IDS) {
      throw new IllegalArgumentException(ids.size() + " ids, more than " + MAX_BATCH_IDS);
    }
    context.requested();
    Map<String, Result<Optional<Row>>> rows = new HashMap<>();
    for (String id : ids) {
      rows.put(id, Result.of(() -> Optional.ofNullable(newest(id))));
    }
    return rows;
  }

  @Override
  public @Nullable Row read(
      String id, long version, Consistency consistency, RequestContext context) {
    context.requested();
    Chain chain = chains.get(id);
    return chain == null ? null : readable(chain.at(version));
  }

  @Override
  public RowPage page(PageRequest request, RequestContext context) {
    context.requested();
    if (request.order() == PageRequest.Order.FALLING
        || request.consistency() == Consistency.EVENTUAL) {
      return page(request);
    }
    // The commit that holds the lock may have compared its notAfter with the clock long ago, and a
    // caller that is about to delete must not miss it.
    writing.lock();
    try {
      return page(request);
    } finally {
      writing.unlock();
    }
  }

  private RowPage page(PageRequest request) {
    damaged.check(request.id());
    Chain chain = chains.get(request.id());
    if (chain == null) {
      return new RowPage(List.of(), true);
    }
    NavigableMap<Long, Row> rows = chain.rows();
    if (request.order() == PageRequest.Order.FALLING) {
      rows = rows.descendingMap();
    }
    if (request.beyond().isPresent()) {
      rows = rows.tailMap(request.beyond().getAsLong(), false);
    }
    List<Row> found = new ArrayList<>();
    for (Row row : rows.values()) {
      if (found.size() == request.limit()) {
        return new RowPage(found, false);
      }
      found.add(checked(row));
    }
    return new RowPage(found, true);
  }

  @Override
  public ScanPage scan(ScanRequest request, RequestContext context) {
    context.requested();
    ScanCursor from = ScanCursor.parse(request.cursor(), request.prefix());
    List<Row> found = new ArrayList<>();
    // All of them come with the first page.
    List<UnreadableRow> unreadable =
        request.cursor() == null
            ? damaged.of(id -> id.startsWith(request.prefix()) && isIn(request, id))
            : new ArrayList<>();
    for (var entry : sorted.tailMap(from.id(), true).entrySet()) {
      String id = entry.getKey();
      if (!id.startsWith(request.prefix())) {
        break;
      }
      if (!isIn(request, id)) {
        continue;
      }
      long after = id.equals(from.id()) ? from.version() : ScanCursor.BEFORE_ALL;
      for (Row row : entry.getValue().rows().tailMap(after, false).values()) {
        try {
          found.add(checked(row));
        } catch (StoreMismatch e) {
          unreadable.add(new UnreadableRow(id, row.payload(), e));
        }
        if (found.size() == request.limit()) {
          return new ScanPage(found, unreadable, new ScanCursor(id, row.version()).text());
        }
      }
    }
    return new ScanPage(found, unreadable, null);
  }

  @Override
  public CommitResult commit(Commit commit, RequestContext context) {
    context.requested();
    writing.lock();
    try {
      Chain chain = chains.get(commit.id());
      CommitResult.Conflict conflict = commit.conflict(new ChainSlots(chain), true);
      if (conflict != null) {
        return conflict;
      }
      if (traits.clock().instant().isAfter(commit.notAfter().plus(traits.clockTolerance()))) {
        return new CommitResult.TooLate();
      }
      Chain written = chain == null ? create(commit.id()) : chain;
      written.put(commit.rows());
      return new CommitResult.Committed();
    } finally {
      writing.unlock();
    }
  }

  /** The rows of an id, for the decision about a commit. */
  private record ChainSlots(@Nullable Chain chain) implements Slots<RuntimeException> {
    @Override
    public @Nullable Row at(Row row) {
      return chain == null ? null : readable(chain.slot(row.version()));
    }

    @Override
    public boolean holds(Row standing) {
      Row there = chain == null ? null : readable(chain.at(standing.version()));
      return there != null && there.stillHolds(standing);
    }
  }

  @Override
  public boolean retire(Retirement retirement, RequestContext context) {
    context.requested();
    Row read = retirement.read();
    Row left = retirement.left();
    writing.lock();
    try {
      Chain chain = chains.get(read.id());
      Row there = chain == null ? null : readable(chain.at(read.version()));
      if (chain == null || there == null || !there.standsAs(read)) {
        return false;
      }
      if (left != null) {
        chain.put(left);
        return true;
      }
      chain.drop(there);
      if (chain.newest == null) {
        chains.remove(read.id());
        sorted.remove(read.id());
      }
      return true;
    } finally {
      writing.unlock();
    }
  }

  /**
   * Sets the version and payload of a row as another program does by hand, and leaves all other
   * attributes alone ({@link Row#pointedAt}); in a multi-version index the row of that version.
   * Where there is no row it makes one. Unconditional: for tests and simulation.
   */
  public void foreignWrite(String id, long version, Location payload) {
    writing.lock();
    try {
      Chain chain = chains.get(id);
      Row there = chain == null ? null : chain.slot(version);
      plant(there == null ? Row.foreign(id, version, payload) : there.pointedAt(version, payload));
    } finally {
      writing.unlock();
    }
  }

  /**
   * Puts a whole item as another program does that knows only id, version and payload ({@link
   * Row#foreign}), whatever was there; with a negative version, which makes no row, beside what is
   * there. Unconditional: for tests and simulation.
   */
  public void foreignPut(String id, long version, Location payload) {
    if (version < 0) {
      identify();
      damaged.put(id, version, payload);
      return;
    }
    plant(Row.foreign(id, version, payload));
  }

  /**
   * Puts a whole item as the Scala client does: if there is none in its slot, or in a
   * single-version index one of a lower version. For tests and simulation.
   *
   * @return whether it was put
   */
  public boolean foreignPutIfNewer(String id, long version, Location payload) {
    writing.lock();
    try {
      Chain chain = chains.get(id);
      Row there = chain == null ? null : chain.slot(version);
      boolean free = there == null || there.version() < version;
      if (free) {
        plant(Row.foreign(id, version, payload));
      }
      return free;
    } finally {
      writing.unlock();
    }
  }

  /** Puts a row, whatever is in its slot. Unconditional: for tests and simulation. */
  public void plant(Row row) {
    writing.lock();
    try {
      Chain chain = chains.get(row.id());
      (chain == null ? create(row.id()) : chain).put(row);
    } finally {
      writing.unlock();
    }
  }

  /** Does nothing: others may share this index. */
  @Override
  public void close() {}

  private void identify() {
    writing.lock();
    try {
      if (identity == null) {
        identity = newIdentity.get();
      }
    } finally {
      writing.unlock();
    }
  }

  private Chain create(String id) {
    identify();
    Chain chain = traits.variant() == Variant.SINGLE ? new Chain.One() : new Chain.Many();
    chains.put(id, chain);
    sorted.put(id, chain);
    return chain;
  }

  private static boolean isIn(ScanRequest request, String id) {
    return ScanRequest.segmentOf(id, request.of()) == request.segment();
  }

  private static @Nullable Row readable(@Nullable Row row) {
    return row == null ? null : checked(row);
  }

  private static Row checked(Row row) {
    if (row.format() > Row.FORMAT) {
      throw new StoreMismatch(
          "Row %s of '%s' has format %s, and this release reads up to %s; use a newer release"
              .formatted(row.version(), row.id(), row.format(), Row.FORMAT),
          null);
    }
    return row;
  }
}
