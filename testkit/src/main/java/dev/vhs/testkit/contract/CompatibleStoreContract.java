package dev.vhs.testkit.contract;

import org.junit.jupiter.api.Nested;

/**
 * The promises of a store that the Scala client shares, over a backend: each reads what the other
 * writes, both may write the same ids at once, and this store writes nothing that the Scala client
 * can't read. A test has to give a {@linkplain #foreignWriter foreign writer} that can {@linkplain
 * ForeignWriter#putIfNewer put on a condition}.
 *
 * <pre>{@code
 * class SharedSqliteAndFilesTest extends CompatibleStoreContract {
 *   @TempDir Path dir;
 *
 *   @Override
 *   protected Backend open(Variant variant) {
 *     return LocalBackend.builder(dir).variant(variant).clock(clock()).open();
 *   }
 *
 *   @Override
 *   protected Optional<ForeignWriter> foreignWriter(Variant variant) {
 *     return Optional.of(new OtherProgram(dir.resolve("index.db"))); // your ForeignWriter
 *   }
 * }
 * }</pre>
 */
public abstract class CompatibleStoreContract extends StoreContract {
  /** Creates the contract of one test. */
  protected CompatibleStoreContract() {}

  /** The laws of recognising a store, and of what is refused. */
  @Nested
  class Opening extends SharedOpeningLaws {
    Opening() {
      super(CompatibleStoreContract.this);
    }
  }

  /** The laws of values that one client writes and the other reads. */
  @Nested
  class Writing extends SharedWriteLaws {
    Writing() {
      super(CompatibleStoreContract.this);
    }
  }

  /** The laws of both clients at once. */
  @Nested
  class Races extends SharedRaceLaws {
    Races() {
      super(CompatibleStoreContract.this);
    }
  }

  /** The laws of adoption, pruning and the sweep. */
  @Nested
  class Operating extends SharedMaintenanceLaws {
    Operating() {
      super(CompatibleStoreContract.this);
    }
  }
}
