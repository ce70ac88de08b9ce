package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.vhs.AccessDenied;
import dev.vhs.CorruptValue;
import dev.vhs.Location;
import dev.vhs.Result;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.VhsException;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.Row;
import dev.vhs.spi.ScanRequest;
import dev.vhs.spi.SupportsBatchRead;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The laws of the exceptions that tell a caller why an index can't answer. */
abstract class IndexRefusalLaws extends IndexLaws {
  IndexRefusalLaws(PointerIndexContract contract) {
    super(contract);
  }

  private List<PointerIndex> unavailable(Variant variant) {
    List<PointerIndex> openings = contract.openedUnavailable(variant);
    assumeFalse(openings.isEmpty(), "this backend's test has no service that is out of reach");
    return openings;
  }

  /**
   * "It must throw StoreUnavailable if the service is out of reach or throttles and trying again
   * may help": each method does.
   */
  @EachVariant
  void anIndexOutOfReachIsUnavailable(Variant variant) {
    Commit commit = absent(open(variant), SampleRows.pointer(ID, 0));
    for (PointerIndex index : unavailable(variant)) {
      everyReadThrows(index, StoreUnavailable.class);
      try {
        assertThat(index.commit(commit, CALL)).isInstanceOf(CommitResult.Unknown.class);
      } catch (StoreUnavailable refused) {
        assertThat(refused.isRetryable()).isTrue();
      }
    }
  }

  /** "It must throw … AccessDenied if the service refuses": each method does. */
  @EachVariant
  void anIndexThatRefusesIsDenied(Variant variant) {
    Commit commit = absent(open(variant), SampleRows.pointer(ID, 0));
    PointerIndex index = contract.openedDenied(variant);
    everyReadThrows(index, AccessDenied.class);
    assertThatThrownBy(() -> index.commit(commit, CALL)).isInstanceOf(AccessDenied.class);
  }

  private static void everyReadThrows(PointerIndex index, Class<? extends VhsException> type) {
    assertThatThrownBy(() -> newest(index, ID)).as("newest").isInstanceOf(type);
    assertThatThrownBy(() -> read(index, ID, 0)).as("read").isInstanceOf(type);
    assertThatThrownBy(() -> index.page(PageRequest.oldestFirst(ID, 5), CALL))
        .as("page")
        .isInstanceOf(type);
    assertThatThrownBy(() -> index.page(PageRequest.newestFirst(ID, 5), CALL))
        .as("page")
        .isInstanceOf(type);
    assertThatThrownBy(() -> index.scan(ScanRequest.all(5), CALL)).as("scan").isInstanceOf(type);
  }

  /**
   * "A row that could not be read, for example because the service is out of reach, must be the
   * failure of each id that it concerns, and never an absence" ({@link SupportsBatchRead}).
   */
  @Test
  void idsOfABatchOutOfReachFail() {
    for (PointerIndex index : unavailable(Variant.SINGLE)) {
      Set<String> ids = Set.of(ID, "another");
      for (Result<Optional<Row>> result : batch(index, ids)) {
        assertThat(result.failure()).containsInstanceOf(StoreUnavailable.class);
      }
    }
  }

  private static Iterable<Result<Optional<Row>>> batch(PointerIndex index, Set<String> ids) {
    if (index instanceof SupportsBatchRead batches) {
      var results = batches.newest(ids, Consistency.CONSISTENT, CALL);
      assertThat(results.keySet()).isEqualTo(ids);
      return results.values();
    }
    return Assumptions.abort("the index reads ids one by one");
  }

  /** "It must throw … and CorruptValue if an item makes no row": each read of it does. */
  @EachVariant
  void whatMakesNoRowIsCorrupt(Variant variant) {
    PointerIndex index = open(variant);
    given(index, SampleRows.pointer("other", 0));
    contract
        .foreignWriter(variant)
        .orElseGet(() -> Assumptions.abort("no other program writes rows of this backend"))
        .put(ID, -1, new Location("bucket", "by/hand"));
    assertThatThrownBy(() -> newest(index, ID)).isInstanceOf(CorruptValue.class);
    assertThatThrownBy(() -> rows(index, ID)).isInstanceOf(CorruptValue.class);
    assertThat(newest(index, "other")).as("another id").isNotNull();
  }
}
