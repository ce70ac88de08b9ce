package dev.vhs.testkit;

import dev.vhs.Variant;
import dev.vhs.spi.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/**
 * What a store promises its users, over a backend: every operation, each failure, both variants,
 * and the guarantees that a backend can break. The engine is one and the same everywhere; a pair of
 * an index and an object store that passes this can carry it.
 *
 * <pre>{@code
 * class SqliteAndFilesTest extends VersionedStoreContract {
 *   @TempDir Path dir;
 *
 *   @Override
 *   protected Backend open(Variant variant) {
 *     return LocalBackend.open(dir, variant, clock());
 *   }
 * }
 * }</pre>
 */
public abstract class VersionedStoreContract {
  private final TestClock clock = new TestClock();
  private final List<AutoCloseable> opened = new ArrayList<>();

  /** For subclasses. */
  protected VersionedStoreContract() {}

  /**
   * Opens the backend of this test, which holds nothing when it is opened first. A test that calls
   * it again wants the same one once more, as another process opens it.
   */
  protected abstract Backend open(Variant variant);

  /** The clock to open backends with, where they take one; tests move it. */
  protected final TestClock clock() {
    return clock;
  }

  /** Whether both halves go by {@link #clock()}; if not, tests that must move it are skipped. */
  protected boolean takesClock() {
    return true;
  }

  /** A program that writes rows by other means; its tests are skipped if there is none. */
  protected Optional<ForeignWriter> foreignWriter(Variant variant) {
    return Optional.empty();
  }

  /** The size of the largest value that is streamed. */
  protected long largeValueBytes() {
    return 64L << 20;
  }

  /** How many versions or ids make a listing of several pages. */
  protected int manyRows() {
    return 1_100;
  }

  /** How many threads write at once. */
  protected int writers() {
    return 8;
  }

  /** How many writes each of them makes. */
  protected int writesOfEach() {
    return 25;
  }

  /** Has something closed when the test ends, the last first. */
  final <C extends AutoCloseable> C closing(C opening) {
    opened.add(opening);
    return opening;
  }

  @AfterEach
  final void closeOpened() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }

  /** Writing versions. */
  @Nested
  class Writing extends StoreWriteLaws {
    Writing() {
      super(VersionedStoreContract.this);
    }
  }

  /** Writing upon what was read. */
  @Nested
  class Updating extends StoreUpdateLaws {
    Updating() {
      super(VersionedStoreContract.this);
    }
  }

  /** Reading versions. */
  @Nested
  class Reading extends StoreReadLaws {
    Reading() {
      super(VersionedStoreContract.this);
    }
  }

  /** Deleting, restoring and other next versions without new bytes. */
  @Nested
  class Succeeding extends StoreSuccessionLaws {
    Succeeding() {
      super(VersionedStoreContract.this);
    }
  }

  /** Pruning and purging. */
  @Nested
  class Retiring extends StoreRetirementLaws {
    Retiring() {
      super(VersionedStoreContract.this);
    }
  }

  /** The bytes of values: sizes, encoding, checksums. */
  @Nested
  class Bytes extends StoreValueLaws {
    Bytes() {
      super(VersionedStoreContract.this);
    }
  }

  /** Values as streams. */
  @Nested
  class Streams extends StoreStreamLaws {
    Streams() {
      super(VersionedStoreContract.this);
    }
  }

  /** Ids of every shape. */
  @Nested
  class Ids extends StoreIdLaws {
    Ids() {
      super(VersionedStoreContract.this);
    }
  }

  /** Many writers at once. */
  @Nested
  class Races extends StoreRaceLaws {
    Races() {
      super(VersionedStoreContract.this);
    }
  }

  /** Conflicts at exactly the wrong moment. */
  @Nested
  class Conflicts extends StoreConflictLaws {
    Conflicts() {
      super(VersionedStoreContract.this);
    }
  }

  /** Requests and answers that are lost. */
  @Nested
  class LostAnswers extends StoreFaultLaws {
    LostAnswers() {
      super(VersionedStoreContract.this);
    }
  }

  /** Random operations and faults, next to a model. */
  @Nested
  class Histories extends StoreHistoryLaws {
    Histories() {
      super(VersionedStoreContract.this);
    }
  }

  /** What operations cost. */
  @Nested
  class Budgets extends StoreBudgetLaws {
    Budgets() {
      super(VersionedStoreContract.this);
    }
  }

  /** What a cache may answer, and what it must not. */
  @Nested
  class Caching extends StoreCacheLaws {
    Caching() {
      super(VersionedStoreContract.this);
    }
  }

  /** The bytes in a cache. */
  @Nested
  class CachedBytes extends StoreCachedBytesLaws {
    CachedBytes() {
      super(VersionedStoreContract.this);
    }
  }

  /** The sweep, verification and identity. */
  @Nested
  class Operating extends StoreMaintenanceLaws {
    Operating() {
      super(VersionedStoreContract.this);
    }
  }

  /** Rows that another program writes. */
  @Nested
  class ForeignRows extends StoreForeignLaws {
    ForeignRows() {
      super(VersionedStoreContract.this);
    }
  }
}
