package dev.vhs.testkit.contract;

import dev.vhs.spi.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/**
 * The laws of {@link ObjectStore}, a test for each. A backend's own test extends this, says how its
 * store is opened, and overrides what its limits are; it copies no test:
 *
 * <pre>{@code
 * class FileObjectStoreTest extends ObjectStoreContract {
 *   @TempDir Path dir;
 *
 *   @Override
 *   protected ObjectStore open() {
 *     return FileObjectStore.open(dir, clock());
 *   }
 * }
 * }</pre>
 */
public abstract class ObjectStoreContract {
  private final TestClock clock = new TestClock();
  private final List<ObjectStore> opened = new ArrayList<>();

  /** For subclasses. */
  protected ObjectStoreContract() {}

  /**
   * Opens the store of this test, which holds no objects when it is opened first. A test that calls
   * it again wants the same one once more, as another process opens it.
   */
  protected abstract ObjectStore open();

  /** The clock to open stores with, where they take one; tests move it. */
  protected final TestClock clock() {
    return clock;
  }

  /** Whether opened stores go by {@link #clock()}; if not, tests that must move it are skipped. */
  protected boolean takesClock() {
    return true;
  }

  /** Whether of several uploads at once that ask for an absent key exactly one is stored. */
  protected boolean ifAbsentIsAtomic() {
    return true;
  }

  /** Whether a reader is given one object as a whole while others replace it. */
  protected boolean replacesAtomically() {
    return true;
  }

  /** Whether objects live outside the heap; if not, the tests that measure the heap are skipped. */
  protected boolean streams() {
    return true;
  }

  /** The size of the largest object that is tried. */
  protected long largeObjectBytes() {
    return 64L << 20;
  }

  /** How many objects make a listing that a service doesn't answer at once. */
  protected int manyObjects() {
    return 1_100;
  }

  /** How many threads race. */
  protected int racers() {
    return 8;
  }

  /** How many rounds each race has. */
  protected int rounds() {
    return 25;
  }

  /** Opens a store that is closed when the test ends. */
  final ObjectStore opened() {
    ObjectStore store = open();
    opened.add(store);
    return store;
  }

  @AfterEach
  final void closeOpened() {
    opened.forEach(ObjectStore::close);
  }

  /** Storing and reading. */
  @Nested
  class Contents extends ObjectContentLaws {
    Contents() {
      super(ObjectStoreContract.this);
    }
  }

  /** Keys of every shape, and listing them. */
  @Nested
  class Keys extends ObjectKeyLaws {
    Keys() {
      super(ObjectStoreContract.this);
    }
  }

  /** Uploads that fail, and objects that must be absent. */
  @Nested
  class Uploads extends ObjectUploadLaws {
    Uploads() {
      super(ObjectStoreContract.this);
    }
  }

  /** Many threads and several openings at once. */
  @Nested
  class Races extends ObjectRaceLaws {
    Races() {
      super(ObjectStoreContract.this);
    }
  }
}
