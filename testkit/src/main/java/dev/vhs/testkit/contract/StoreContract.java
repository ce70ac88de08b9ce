package dev.vhs.testkit.contract;

import dev.vhs.Variant;
import dev.vhs.spi.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** What a test of whole stores has to give: a backend, and what it can and can't do. */
public abstract class StoreContract {
  private final TestClock clock = new TestClock();
  private final List<AutoCloseable> opened = new ArrayList<>();

  /** For the contracts, and for suites of laws beyond them. */
  protected StoreContract() {}

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

  /**
   * Whether object keys may have empty segments, as {@code a//b}: an emulator may refuse them,
   * where the service it stands for does not.
   */
  protected boolean takesEmptySegments() {
    return true;
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
}
