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
 * The laws of {@link PointerIndex}, a test for each. A backend's own test extends this, opens its
 * index, and overrides the methods that tell its limits; it copies no test:
 *
 * <pre>{@code
 * class SqlitePointerIndexTest extends PointerIndexContract {
 *   @TempDir Path dir;
 *
 *   @Override
 *   protected PointerIndex open(Variant variant) {
 *     return LocalBackend.builder(dir).variant(variant).clock(clock()).open().index();
 *   }
 * }
 * }</pre>
 */
public abstract class PointerIndexContract {
  private final TestClock clock = new TestClock();
  private final List<PointerIndex> opened = new ArrayList<>();

  /** Creates the contract of one test. */
  protected PointerIndexContract() {}

  /**
   * Opens the index of this test, which is empty and does not exist yet when it is opened first. A
   * test that calls this again expects the same index, opened once more as by another process.
   */
  protected abstract PointerIndex open(Variant variant);

  /**
   * Opens an index that does not exist. Default: {@link #open}. A backend whose first commit does
   * not make the index makes it in {@link #open}, and opens one here that was never made.
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

  /**
   * Moves the medium elsewhere, for example by renaming a folder, and opens the index there; the
   * test of that is skipped if this is not overridden.
   */
  protected PointerIndex openMoved(Variant variant) {
    return Assumptions.abort("the medium of this backend's test is not moved");
  }

  /**
   * Opens the index of this test while its service does not answer: once where the service can't be
   * reached, and once where it throttles, if it ever does. Default: none, and the tests of that are
   * skipped.
   */
  protected List<PointerIndex> openUnavailable(Variant variant) {
    return List.of();
  }

  /**
   * Opens the index of this test where its service refuses the caller. The tests of that are
   * skipped if this is not overridden.
   */
  protected PointerIndex openDenied(Variant variant) {
    return Assumptions.abort("no service refuses in this backend's test");
  }

  /**
   * Opens indexes whose rows may vanish by themselves, or where a consistent read may miss some. An
   * index that {@linkplain dev.vhs.spi.SupportsMaintenanceCheck checks} this has at least one.
   * Default: none.
   */
  protected List<PointerIndex> openUnsafe(Variant variant) {
    return List.of();
  }

  /** Returns the clock to open indexes with, where they take one; tests move it. */
  protected final TestClock clock() {
    return clock;
  }

  /**
   * Returns whether opened indexes go by {@link #clock()}; if not, tests that must move it are
   * skipped.
   */
  protected boolean takesClock() {
    return true;
  }

  /** Returns a program that writes rows by other means; without one its tests are skipped. */
  protected Optional<ForeignWriter> foreignWriter(Variant variant) {
    return Optional.empty();
  }

  /** Returns how many threads race for each slot. */
  protected int racers() {
    return 8;
  }

  /** Returns how many rounds each race has. */
  protected int rounds() {
    return 40;
  }

  /**
   * Returns the largest row to try, where {@code traits().maxItemBytes()} is more than a test
   * should send.
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

  final PointerIndex openedMoved(Variant variant) {
    PointerIndex index = openMoved(variant);
    opened.add(index);
    return index;
  }

  final List<PointerIndex> openedUnavailable(Variant variant) {
    List<PointerIndex> indexes = openUnavailable(variant);
    opened.addAll(indexes);
    return indexes;
  }

  final PointerIndex openedDenied(Variant variant) {
    PointerIndex index = openDenied(variant);
    opened.add(index);
    return index;
  }

  final List<PointerIndex> openedUnsafe(Variant variant) {
    List<PointerIndex> indexes = openUnsafe(variant);
    opened.addAll(indexes);
    return indexes;
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

  /** The laws of opening, identity and closing, and of the context of calls. */
  @Nested
  class Opening extends IndexOpeningLaws {
    Opening() {
      super(PointerIndexContract.this);
    }
  }

  /** The laws of reading rows by id and version. */
  @Nested
  class Reads extends IndexReadLaws {
    Reads() {
      super(PointerIndexContract.this);
    }
  }

  /** The laws of reading many ids at once, where the index does. */
  @Nested
  class Batches extends IndexBatchLaws {
    Batches() {
      super(PointerIndexContract.this);
    }
  }

  /** The laws of reading an id's rows page by page. */
  @Nested
  class Pages extends IndexPageLaws {
    Pages() {
      super(PointerIndexContract.this);
    }
  }

  /** The laws of reading the whole index. */
  @Nested
  class Scans extends IndexScanLaws {
    Scans() {
      super(PointerIndexContract.this);
    }
  }

  /** The laws of writing to absent slots. */
  @Nested
  class Commits extends IndexCommitLaws {
    Commits() {
      super(PointerIndexContract.this);
    }
  }

  /** The laws of writing rows on condition that another row still holds. */
  @Nested
  class Standing extends IndexStandingLaws {
    Standing() {
      super(PointerIndexContract.this);
    }
  }

  /** The laws of replacing the row of a single-version index. */
  @Nested
  class Replacing extends IndexReplaceLaws {
    Replacing() {
      super(PointerIndexContract.this);
    }
  }

  /** The laws of writing in time or not at all. */
  @Nested
  class Deadlines extends IndexDeadlineLaws {
    Deadlines() {
      super(PointerIndexContract.this);
    }
  }

  /** The laws of turning rows into what is left of them. */
  @Nested
  class Retiring extends IndexRetireLaws {
    Retiring() {
      super(PointerIndexContract.this);
    }
  }

  /** The laws of rows that another program writes. */
  @Nested
  class ForeignRows extends IndexForeignLaws {
    ForeignRows() {
      super(PointerIndexContract.this);
    }
  }

  /** The laws of many threads and several openings at once. */
  @Nested
  class Races extends IndexRaceLaws {
    Races() {
      super(PointerIndexContract.this);
    }
  }

  /** The laws of exceptions that say why there is no answer. */
  @Nested
  class Refusals extends IndexRefusalLaws {
    Refusals() {
      super(PointerIndexContract.this);
    }
  }

  /** The laws of commits that are stalled beside a sweep. */
  @Nested
  class Stalls extends IndexStallLaws {
    Stalls() {
      super(PointerIndexContract.this);
    }
  }

  /** The laws of checks before rows are deleted, where the index has them. */
  @Nested
  class Safety extends IndexSafetyLaws {
    Safety() {
      super(PointerIndexContract.this);
    }
  }
}
