package dev.vhs.testkit.contract;

import org.junit.jupiter.api.Nested;

/**
 * What a store promises that the Scala client shares, over a backend: each reads what the other
 * writes, both may write the same ids at once, and nothing is done that the Scala client can't
 * follow. The {@linkplain #foreignWriter foreign writer} must be there, and put on a condition.
 *
 * <pre>{@code
 * class SharedSqliteAndFilesTest extends CompatibleStoreContract {
 *   @TempDir Path dir;
 *
 *   @Override
 *   protected Backend open(Variant variant) {
 *     return LocalBackend.open(dir, variant, clock());
 *   }
 *
 *   @Override
 *   protected Optional<ForeignWriter> foreignWriter(Variant variant) {
 *     return Optional.of(new SqlForeignWriter(dir.resolve("index.db"), variant));
 *   }
 * }
 * }</pre>
 */
public abstract class CompatibleStoreContract extends StoreContract {
  /** For subclasses. */
  protected CompatibleStoreContract() {}

  /** How a store is recognised, and what is refused. */
  @Nested
  class Opening extends SharedOpeningLaws {
    Opening() {
      super(CompatibleStoreContract.this);
    }
  }

  /** What each client writes, and the other reads. */
  @Nested
  class Writing extends SharedWriteLaws {
    Writing() {
      super(CompatibleStoreContract.this);
    }
  }

  /** Both at once. */
  @Nested
  class Races extends SharedRaceLaws {
    Races() {
      super(CompatibleStoreContract.this);
    }
  }

  /** Adoption, pruning and the sweep. */
  @Nested
  class Operating extends SharedMaintenanceLaws {
    Operating() {
      super(CompatibleStoreContract.this);
    }
  }
}
