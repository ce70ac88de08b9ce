package dev.vhs.testkit.contract;

import dev.vhs.Variant;
import dev.vhs.spi.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/**
 * The part of a contract of whole stores that a backend's test fills in: the backend, and its
 * limits.
 */
public abstract class StoreContract {
  private final TestClock clock = new TestClock();
  private final List<AutoCloseable> opened = new ArrayList<>();

  /** Creates the contract of one test; suites of laws beyond the published ones extend it too. */
  protected StoreContract() {}

  /**
   * Opens the backend of this test, which holds nothing when it is opened first. A test that calls
   * this again expects the same backend, opened once more as by another process.
   */
  protected abstract Backend open(Variant variant);

  /** Returns the clock to open backends with, where they take one; tests move it. */
  protected final TestClock clock() {
    return clock;
  }

  /**
   * Returns whether both halves go by {@link #clock()}; if not, tests that must move it are
   * skipped.
   */
  protected boolean takesClock() {
    return true;
  }

  /** Returns a program that writes rows by other means; without one its tests are skipped. */
  protected Optional<ForeignWriter> foreignWriter(Variant variant) {
    return Optional.empty();
  }

  /**
   * Returns whether object keys may have empty segments, as {@code a//b}: an emulator may refuse
   * them, where the service it stands for does not.
   */
  protected boolean takesEmptySegments() {
    return true;
  }

  /** Returns the size of the largest value that is streamed. */
  protected long largeValueBytes() {
    return 64L << 20;
  }

  /** Returns how many versions or ids make a listing of several pages. */
  protected int manyRows() {
    return 1_100;
  }

  /** Returns how many threads write at once. */
  protected int writers() {
    return 8;
  }

  /** Returns how many writes each of them makes. */
  protected int writesOfEach() {
    return 25;
  }

  /** Closes something when the test ends, in the reverse order of these calls. */
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
