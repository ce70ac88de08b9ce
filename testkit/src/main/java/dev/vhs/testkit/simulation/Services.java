package dev.vhs.testkit.simulation;

import dev.vhs.Location;
import dev.vhs.memory.MemoryObjectStore;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.BytesBody;
import dev.vhs.spi.Call;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The two services that all clients share. Whatever changes anything goes through here, at the
 * moment at which it takes effect, and is entered in the history.
 */
final class Services {
  private static final double SHORT_PAGES = 0.5;
  private static final int MOST_ON_SHORT_PAGE = 3;

  private final MemoryPointerIndex index;
  private final MemoryObjectStore objects;
  private final TornReads torn;
  private final History history;
  private final Dice dice;
  private @Nullable Instant storedAt;

  /**
   * Services without rows and objects.
   *
   * @param clock their time
   */
  Services(
      MemoryPointerIndex index, InstantSource clock, TornReads torn, History history, Dice dice) {
    this.index = index;
    this.objects =
        new MemoryObjectStore(() -> Objects.requireNonNullElseGet(storedAt, clock::instant));
    this.torn = torn;
    this.history = history;
    this.dice = dice;
  }

  MemoryPointerIndex index() {
    return index;
  }

  MemoryObjectStore objects() {
    return objects;
  }

  @Nullable Row newest(String id, Consistency consistency) {
    return torn.newest(id, consistency);
  }

  @Nullable Row read(String id, long version, Consistency consistency) {
    return torn.read(id, version, consistency);
  }

  /** Puts a row as a program does that knows nothing of the protocol. */
  void plant(Row row) {
    torn.changing(row.id(), row.version());
    index.plant(row);
    history.add(new Event.Foreign(row));
  }

  /** Puts an item as the Scala client does, on its condition; whether it was put. */
  boolean put(String id, long version, Location payload) {
    torn.changing(id, version);
    boolean done = index.foreignPutIfNewer(id, version, payload);
    if (done) {
      history.add(new Event.Foreign(Row.foreign(id, version, payload)));
    }
    return done;
  }

  /**
   * A page.
   *
   * @param began when its request was sent
   */
  RowPage page(PageRequest request, long began) {
    return torn.page(
        new PageRequest(
            request.id(),
            request.order(),
            request.beyond(),
            shorter(request.limit()),
            request.consistency()),
        began);
  }

  /**
   * Some rows of a scan.
   *
   * @param began when its request was sent
   */
  ScanPage scan(ScanRequest request, long began) {
    return torn.scan(
        new ScanRequest(
            request.segment(),
            request.of(),
            request.prefix(),
            request.cursor(),
            shorter(request.limit()),
            request.consistency()),
        began);
  }

  ObjectPage list(String prefix, String after, int limit) {
    return objects.list(prefix, after, shorter(limit), Call.unlimited());
  }

  /** A page may hold fewer than it was asked for: what happens between two pages matters. */
  private int shorter(int limit) {
    return dice.chance(SHORT_PAGES) ? Math.min(limit, 1 + dice.nextInt(MOST_ON_SHORT_PAGE)) : limit;
  }

  CommitResult commit(int operation, Commit commit) {
    changing(commit);
    CommitResult result = index.commit(commit, Call.unlimited());
    if (result instanceof CommitResult.Committed) {
      entered(operation, commit);
    } else {
      history.remark(operation, () -> "refused " + Describe.commit(commit) + ": " + result);
    }
    return result;
  }

  /** Writes the rows of a commit whatever is there: what no index may do, for a mutant. */
  CommitResult overwrite(int operation, Commit commit) {
    if (index.traits().clock().instant().isAfter(commit.notAfter())) {
      return new CommitResult.TooLate();
    }
    changing(commit);
    commit.rows().forEach(index::plant);
    entered(operation, commit);
    return new CommitResult.Committed();
  }

  /** What a refused commit leaves as it was is entered as changed too, which does no harm. */
  private void changing(Commit commit) {
    commit.rows().forEach(row -> torn.changing(row.id(), row.version()));
  }

  private void entered(int operation, Commit commit) {
    history.add(new Event.Committed(operation, commit.rows()));
    torn.committed(commit);
  }

  boolean retire(int operation, Row read, @Nullable Row left) {
    torn.changing(read.id(), read.version());
    boolean stood = index.retire(read, left, Call.unlimited());
    if (stood) {
      history.add(new Event.Retired(operation, read, left));
    } else {
      history.remark(operation, () -> "not retired: " + Describe.row(read));
    }
    return stood;
  }

  /**
   * Stores an object.
   *
   * @param began when its upload began; a service may date it so, or by its end; null for just now
   */
  boolean store(int operation, Upload upload, @Nullable Instant began) {
    storedAt = began != null && dice.nextBoolean() ? began : null;
    try {
      boolean stored = objects.put(upload, Call.unlimited());
      if (stored) {
        BytesBody body = (BytesBody) upload.body();
        history.add(new Event.Stored(operation, upload.key(), body.bytes()));
      }
      return stored;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      storedAt = null;
    }
  }

  /** Deletes an object; one that is not there is no event. */
  boolean remove(int operation, Location location) {
    boolean there = exists(location);
    objects.delete(location, Call.unlimited());
    if (there) {
      history.add(new Event.Removed(operation, location.key()));
    }
    return there;
  }

  boolean exists(Location location) {
    return objects.stat(location, Call.unlimited()) != null;
  }
}
