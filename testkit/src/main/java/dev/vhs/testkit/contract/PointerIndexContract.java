package dev.vhs.testkit.contract;

import dev.vhs.Variant;
import dev.vhs.spi.PointerIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;

/**
 * The laws of {@link PointerIndex}, a test for each. A backend's own test extends this, says how
 * its index is opened, and overrides what its limits are; it copies no test:
 *
 * <pre>{@code
 * class SqlitePointerIndexTest extends PointerIndexContract {
 *   @TempDir Path dir;
 *
 *   @Override
 *   protected PointerIndex open(Variant variant) {
 *     return SqlitePointerIndex.open(dir.resolve("index.db"), variant, clock());
 *   }
 * }
 * }</pre>
 */
public abstract class PointerIndexContract {
  private final TestClock clock = new TestClock();
  private final List<PointerIndex> opened = new ArrayList<>();

  /** For subclasses. */
  protected PointerIndexContract() {}

  /**
   * Opens the index of this test, which is empty and does not exist yet when it is opened first. A
   * test that calls it again wants the same one once more, as another process opens it.
   */
  protected abstract PointerIndex open(Variant variant);

  /**
   * Opens an index that does not exist. Where the first commit doesn't make an index, a test of the
   * backend makes it in {@link #open}, and opens here one that nobody made.
   */
  protected PointerIndex openMissing(Variant variant) {
    return open(variant);
  }

  /**
   * Opens an index that is another one, for the test that tells them apart; that test is skipped if
   * this is not overridden.
   */
  protected PointerIndex openAnother(Variant variant) {
    return Assumptions.abort("this backend's test opens no other index");
  }

  /** The clock to open indexes with, where they take one; tests move it. */
  protected final TestClock clock() {
    return clock;
  }

  /** Whether opened indexes go by {@link #clock()}; if not, tests that must move it are skipped. */
  protected boolean takesClock() {
    return true;
  }

  /** A program that writes rows by other means; its tests are skipped if there is none. */
  protected Optional<ForeignWriter> foreignWriter(Variant variant) {
    return Optional.empty();
  }

  /** How many threads race for each slot. */
  protected int racers() {
    return 8;
  }

  /** How many rounds each race has. */
  protected int rounds() {
    return 40;
  }

  /**
   * The largest row to try, where {@code traits().maxItemBytes()} is more than a test should send.
   */
  protected long largestTriedItemBytes() {
    return 4L << 20;
  }

  /** Opens an index that is closed when the test ends. */
  final PointerIndex opened(Variant variant) {
    PointerIndex index = open(variant);
    opened.add(index);
    return index;
  }

  final PointerIndex openedMissing(Variant variant) {
    PointerIndex index = openMissing(variant);
    opened.add(index);
    return index;
  }

  final PointerIndex openedAnother(Variant variant) {
    PointerIndex index = openAnother(variant);
    opened.add(index);
    return index;
  }

  @AfterEach
  final void closeOpened() {
    opened.forEach(PointerIndex::close);
  }

  /** Opening, identity, closing, calls. */
  @Nested
  class Opening extends IndexOpeningLaws {
    Opening() {
      super(PointerIndexContract.this);
    }
  }

  /** Reading rows by id and version. */
  @Nested
  class Reads extends IndexReadLaws {
    Reads() {
      super(PointerIndexContract.this);
    }
  }

  /** Reading many ids at once, where the index does. */
  @Nested
  class Batches extends IndexBatchLaws {
    Batches() {
      super(PointerIndexContract.this);
    }
  }

  /** Reading an id's rows page by page. */
  @Nested
  class Pages extends IndexPageLaws {
    Pages() {
      super(PointerIndexContract.this);
    }
  }

  /** Reading the whole index. */
  @Nested
  class Scans extends IndexScanLaws {
    Scans() {
      super(PointerIndexContract.this);
    }
  }

  /** Writing to absent slots. */
  @Nested
  class Commits extends IndexCommitLaws {
    Commits() {
      super(PointerIndexContract.this);
    }
  }

  /** Writing rows on condition that another stands. */
  @Nested
  class Standing extends IndexStandingLaws {
    Standing() {
      super(PointerIndexContract.this);
    }
  }

  /** Replacing the row of a single-version index. */
  @Nested
  class Replacing extends IndexReplaceLaws {
    Replacing() {
      super(PointerIndexContract.this);
    }
  }

  /** Writing in time or not at all. */
  @Nested
  class Deadlines extends IndexDeadlineLaws {
    Deadlines() {
      super(PointerIndexContract.this);
    }
  }

  /** Turning rows into what is left of them. */
  @Nested
  class Retiring extends IndexRetireLaws {
    Retiring() {
      super(PointerIndexContract.this);
    }
  }

  /** Rows that another program writes. */
  @Nested
  class ForeignRows extends IndexForeignLaws {
    ForeignRows() {
      super(PointerIndexContract.this);
    }
  }

  /** Many threads and several openings at once. */
  @Nested
  class Races extends IndexRaceLaws {
    Races() {
      super(PointerIndexContract.this);
    }
  }
}
