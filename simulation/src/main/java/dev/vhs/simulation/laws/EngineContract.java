package dev.vhs.simulation.laws;

import dev.vhs.testkit.contract.StoreContract;
import org.junit.jupiter.api.Nested;

/**
 * The laws of the engine: what it costs, what it does about lost answers and conflicts, what its
 * cache may answer, and the rules that hold whatever carries the rows and the bytes. The engine is
 * one and the same over every backend, so three pairs of halves are enough: memory, SQLite with
 * files, and DynamoDB with S3. What a backend can break is in {@link
 * dev.vhs.testkit.contract.VersionedStoreContract}, which every pair runs.
 */
public abstract class EngineContract extends StoreContract {
  /** Creates a suite for a subclass, which opens the backend. */
  protected EngineContract() {}

  /** The laws of writing versions: rules, options and refusals. */
  @Nested
  class Writing extends EngineWriteLaws {
    Writing() {
      super(EngineContract.this);
    }
  }

  /** The laws of writing upon what was read. */
  @Nested
  class Updating extends EngineUpdateLaws {
    Updating() {
      super(EngineContract.this);
    }
  }

  /** The laws of reading versions. */
  @Nested
  class Reading extends EngineReadLaws {
    Reading() {
      super(EngineContract.this);
    }
  }

  /** The laws of deleting, restoring and other next versions without new bytes. */
  @Nested
  class Succeeding extends EngineDerivedVersionLaws {
    Succeeding() {
      super(EngineContract.this);
    }
  }

  /** The laws of pruning and purging. */
  @Nested
  class Retiring extends EngineRetirementLaws {
    Retiring() {
      super(EngineContract.this);
    }
  }

  /** The bytes of values: encoding, checksums, objects that are gone. */
  @Nested
  class Bytes extends EngineValueLaws {
    Bytes() {
      super(EngineContract.this);
    }
  }

  /** The laws of sizes that can't be right, and values that would expand without end. */
  @Nested
  class Limits extends EngineLimitLaws {
    Limits() {
      super(EngineContract.this);
    }
  }

  /** The laws of text that is no id. */
  @Nested
  class Ids extends EngineIdLaws {
    Ids() {
      super(EngineContract.this);
    }
  }

  /** The laws of conflicts at exactly the wrong moment. */
  @Nested
  class Conflicts extends EngineConflictLaws {
    Conflicts() {
      super(EngineContract.this);
    }
  }

  /** The laws of requests and answers that are lost. */
  @Nested
  class LostAnswers extends EngineFaultLaws {
    LostAnswers() {
      super(EngineContract.this);
    }
  }

  /** The laws of random operations and faults, next to a model. */
  @Nested
  class Histories extends EngineHistoryLaws {
    Histories() {
      super(EngineContract.this);
    }
  }

  /** The requests that operations cost. */
  @Nested
  class Budgets extends EngineBudgetLaws {
    Budgets() {
      super(EngineContract.this);
    }
  }

  /** The answers that a cache may give. */
  @Nested
  class Caching extends EngineCacheLaws {
    Caching() {
      super(EngineContract.this);
    }
  }

  /** The bytes in a cache. */
  @Nested
  class CachedBytes extends EngineCachedBytesLaws {
    CachedBytes() {
      super(EngineContract.this);
    }
  }

  /** The limits of the sweep, statistics, the grace period. */
  @Nested
  class Operating extends EngineMaintenanceLaws {
    Operating() {
      super(EngineContract.this);
    }
  }

  /** The sweep in segments, and gone on with after a kill. */
  @Nested
  class Sweeping extends EngineSweepLaws {
    Sweeping() {
      super(EngineContract.this);
    }
  }

  /** The laws of verification and statistics in segments, gone on with after a kill. */
  @Nested
  class Verifying extends EngineVerificationLaws {
    Verifying() {
      super(EngineContract.this);
    }
  }
}
