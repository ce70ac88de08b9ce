package dev.vhs.testkit.contract;

import dev.vhs.spi.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;

/**
 * The laws of {@link ObjectStore}, a test for each. A backend's own test extends this, opens its
 * store, and overrides the methods that tell its limits; it copies no test:
 *
 * <pre>{@code
 * class FileObjectStoreTest extends ObjectStoreContract {
 *   @TempDir Path dir;
 *
 *   @Override
 *   protected ObjectStore open() {
 *     return LocalBackend.builder(dir).clock(clock()).open().objects();
 *   }
 * }
 * }</pre>
 */
public abstract class ObjectStoreContract {
  private final TestClock clock = new TestClock();
  private final List<ObjectStore> opened = new ArrayList<>();

  /** Creates the contract of one test. */
  protected ObjectStoreContract() {}

  /**
   * Opens the store of this test, which holds no objects when it is opened first. A test that calls
   * this again expects the same store, opened once more as by another process.
   */
  protected abstract ObjectStore open();

  /**
   * Opens the store of this test while its service does not answer: once where the service can't be
   * reached, and once where it throttles, if it ever does. Default: none, and the test of that is
   * skipped.
   */
  protected List<ObjectStore> openUnavailable() {
    return List.of();
  }

  /**
   * Opens the store of this test where its service refuses the caller. The tests of that are
   * skipped if this is not overridden.
   */
  protected ObjectStore openDenied() {
    return Assumptions.abort("no service refuses in this backend's test");
  }

  /**
   * Opens a store whose medium keeps what was deleted, as a bucket with versioning does; the same
   * one when it is opened again. A store with the ability {@link
   * dev.vhs.spi.SupportsObjectVersions} or {@link dev.vhs.spi.SupportsUndelete} has one; for others
   * these tests are skipped.
   */
  protected ObjectStore openKeeping() {
    return Assumptions.abort("no medium keeps what was deleted in this backend's test");
  }

  /** Returns the clock to open stores with, where they take one; tests move it. */
  protected final TestClock clock() {
    return clock;
  }

  /**
   * Returns whether opened stores go by {@link #clock()}; if not, tests that must move it are
   * skipped.
   */
  protected boolean takesClock() {
    return true;
  }

  /**
   * Returns whether exactly one is stored of several uploads that run at once and have {@code
   * ifAbsent} set.
   */
  protected boolean ifAbsentIsAtomic() {
    return true;
  }

  /** Returns whether a reader is given one object as a whole while others replace it. */
  protected boolean replacesAtomically() {
    return true;
  }

  /**
   * Returns whether the parts of an upload outlast the erasure of deleted versions of its key: an
   * emulator may drop them, where the service it stands for does not.
   */
  protected boolean keepsPartsOfErasedKeys() {
    return true;
  }

  /**
   * Returns whether objects live outside the heap; if not, the tests that measure the heap are
   * skipped.
   */
  protected boolean streams() {
    return true;
  }

  /** Returns the size of the largest object that is tried. */
  protected long largeObjectBytes() {
    return 64L << 20;
  }

  /** Returns how many objects a listing needs so that the service answers it in several parts. */
  protected int manyObjects() {
    return 1_100;
  }

  /** Returns how many threads race. */
  protected int racers() {
    return 8;
  }

  /** Returns how many rounds each race has. */
  protected int rounds() {
    return 25;
  }

  /** Opens a store that is closed when the test ends. */
  final ObjectStore opened() {
    ObjectStore store = open();
    opened.add(store);
    return store;
  }

  final List<ObjectStore> openedUnavailable() {
    List<ObjectStore> stores = openUnavailable();
    opened.addAll(stores);
    return stores;
  }

  final ObjectStore openedDenied() {
    ObjectStore store = openDenied();
    opened.add(store);
    return store;
  }

  final ObjectStore openedKeeping() {
    ObjectStore store = openKeeping();
    opened.add(store);
    return store;
  }

  @AfterEach
  final void closeOpened() {
    opened.forEach(ObjectStore::close);
  }

  /** The laws of storing and reading. */
  @Nested
  class Contents extends ObjectContentLaws {
    Contents() {
      super(ObjectStoreContract.this);
    }
  }

  /** The laws of keys of every shape, and listing them. */
  @Nested
  class Keys extends ObjectKeyLaws {
    Keys() {
      super(ObjectStoreContract.this);
    }
  }

  /** The laws of uploads that fail, and objects that must be absent. */
  @Nested
  class Uploads extends ObjectUploadLaws {
    Uploads() {
      super(ObjectStoreContract.this);
    }
  }

  /** The laws of many threads and several openings at once. */
  @Nested
  class Races extends ObjectRaceLaws {
    Races() {
      super(ObjectStoreContract.this);
    }
  }

  /** The laws of exceptions that say why there is no answer. */
  @Nested
  class Refusals extends ObjectRefusalLaws {
    Refusals() {
      super(ObjectStoreContract.this);
    }
  }

  /** The laws of erasing and bringing back what was deleted, where the store does. */
  @Nested
  class Versions extends ObjectVersionLaws {
    Versions() {
      super(ObjectStoreContract.this);
    }
  }
}
