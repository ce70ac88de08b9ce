package dev.vhs.testkit.contract;

import org.junit.jupiter.api.Nested;

/**
 * The promises of a store to its users, over a backend: every operation, each failure, both
 * variants, and the guarantees that a backend can break. The engine is the same on every backend: a
 * pair of an index and an object store that passes this can carry it.
 *
 * <pre>{@code
 * class SqliteAndFilesTest extends VersionedStoreContract {
 *   @TempDir Path dir;
 *
 *   @Override
 *   protected Backend open(Variant variant) {
 *     return LocalBackend.builder(dir).variant(variant).clock(clock()).open();
 *   }
 * }
 * }</pre>
 */
public abstract class VersionedStoreContract extends StoreContract {
  /** Creates the contract of one test. */
  protected VersionedStoreContract() {}

  /** The laws of writing versions. */
  @Nested
  class Writing extends StoreWriteLaws {
    Writing() {
      super(VersionedStoreContract.this);
    }
  }

  /** The laws of writes that build on what was read. */
  @Nested
  class Updating extends StoreUpdateLaws {
    Updating() {
      super(VersionedStoreContract.this);
    }
  }

  /** The laws of reading versions. */
  @Nested
  class Reading extends StoreReadLaws {
    Reading() {
      super(VersionedStoreContract.this);
    }
  }

  /** The laws of deleting, restoring and other next versions without new bytes. */
  @Nested
  class Succeeding extends StoreDerivedVersionLaws {
    Succeeding() {
      super(VersionedStoreContract.this);
    }
  }

  /** The laws of pruning and purging. */
  @Nested
  class Retiring extends StoreRetirementLaws {
    Retiring() {
      super(VersionedStoreContract.this);
    }
  }

  /** The bytes of values of every size. */
  @Nested
  class Bytes extends StoreValueLaws {
    Bytes() {
      super(VersionedStoreContract.this);
    }
  }

  /** The laws of values as streams. */
  @Nested
  class Streams extends StoreStreamLaws {
    Streams() {
      super(VersionedStoreContract.this);
    }
  }

  /** The ids of every shape. */
  @Nested
  class Ids extends StoreIdLaws {
    Ids() {
      super(VersionedStoreContract.this);
    }
  }

  /** The laws of many writers at once. */
  @Nested
  class Races extends StoreRaceLaws {
    Races() {
      super(VersionedStoreContract.this);
    }
  }

  /** The sweep, and the identity of a store. */
  @Nested
  class Operating extends StoreMaintenanceLaws {
    Operating() {
      super(VersionedStoreContract.this);
    }
  }

  /** The sweep beside writers. */
  @Nested
  class Sweeping extends StoreSweepLaws {
    Sweeping() {
      super(VersionedStoreContract.this);
    }
  }

  /** The laws of rows that can't be read. */
  @Nested
  class Verifying extends StoreVerificationLaws {
    Verifying() {
      super(VersionedStoreContract.this);
    }
  }

  /** The laws of rows that another program writes. */
  @Nested
  class ForeignRows extends StoreForeignLaws {
    ForeignRows() {
      super(VersionedStoreContract.this);
    }
  }
}
