package dev.vhs.simulation.laws;

import dev.vhs.testkit.contract.StoreContract;
import org.junit.jupiter.api.Nested;

/**
 * The laws of an engine whose store the Scala client shares: what it refuses, what its writes cost,
 * and what it does about lost answers where rows keep no write ids. The {@linkplain #foreignWriter
 * foreign writer} must be there, and put on a condition. What a backend can break is in {@link
 * dev.vhs.testkit.contract.CompatibleStoreContract}.
 */
public abstract class SharedEngineContract extends StoreContract {
  /** Creates a suite for a subclass, which opens the backend. */
  protected SharedEngineContract() {}

  /** The laws of settings that such a store refuses. */
  @Nested
  class Opening extends SharedEngineOpeningLaws {
    Opening() {
      super(SharedEngineContract.this);
    }
  }

  /** The laws of refusals, costs, and the keys of objects. */
  @Nested
  class Writing extends SharedEngineWriteLaws {
    Writing() {
      super(SharedEngineContract.this);
    }
  }

  /** The laws of answers that are lost, and rows in gaps. */
  @Nested
  class LostAnswers extends SharedEngineFaultLaws {
    LostAnswers() {
      super(SharedEngineContract.this);
    }
  }

  /** The laws of adoption, pruning and verification. */
  @Nested
  class Operating extends SharedEngineMaintenanceLaws {
    Operating() {
      super(SharedEngineContract.this);
    }
  }
}
