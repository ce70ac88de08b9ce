package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import dev.vhs.VhsException;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.SupportsMaintenanceCheck;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/**
 * The laws of {@link SupportsMaintenanceCheck}; skipped where the index does not support it. A
 * backend that supports it gives {@linkplain PointerIndexContract#openUnsafe unsafe} indexes.
 */
abstract class IndexSafetyLaws extends IndexLaws {
  IndexSafetyLaws(PointerIndexContract contract) {
    super(contract);
  }

  private static SupportsMaintenanceCheck checked(PointerIndex index) {
    assumeTrue(index instanceof SupportsMaintenanceCheck, "rows can't vanish by themselves here");
    return (SupportsMaintenanceCheck) index;
  }

  /** An index whose rows stay is safe, before and after it exists. */
  @EachVariant
  void anIndexWhoseRowsStayIsSafe(Variant variant) {
    PointerIndex index = open(variant);
    SupportsMaintenanceCheck check = checked(index);
    given(index, SampleRows.pointer(ID, 0));
    assertThatCode(() -> check.checkMaintenance(CALL)).doesNotThrowAnyException();
  }

  /**
   * "It must throw if rows may vanish by themselves, or if a consistent read may miss a commit that
   * was acknowledged": StoreMismatch, since trying again doesn't help.
   */
  @EachVariant
  void anIndexWhoseRowsVanishIsUnsafe(Variant variant) {
    checked(open(variant));
    List<PointerIndex> unsafe = contract.openedUnsafe(variant);
    assertThat(unsafe).as("indexes whose rows may vanish or be missed").isNotEmpty();
    for (PointerIndex index : unsafe) {
      SupportsMaintenanceCheck check = checked(index);
      assertThatThrownBy(() -> check.checkMaintenance(CALL)).isInstanceOf(StoreMismatch.class);
    }
  }

  /** "It must throw … and also if that can't be found out": out of reach, or refused. */
  @EachVariant
  void anIndexThatDoesNotSayIsUnsafe(Variant variant) {
    checked(open(variant));
    List<PointerIndex> silent = contract.openedUnavailable(variant);
    assertThat(silent).as("indexes whose service is out of reach").isNotEmpty();
    for (PointerIndex index : silent) {
      SupportsMaintenanceCheck check = checked(index);
      assertThatThrownBy(() -> check.checkMaintenance(CALL)).isInstanceOf(VhsException.class);
    }
    SupportsMaintenanceCheck denied = checked(contract.openedDenied(variant));
    assertThatThrownBy(() -> denied.checkMaintenance(CALL)).isInstanceOf(VhsException.class);
  }

  /**
   * "The laws of PointerIndex hold here too: it must be safe for use by many threads", "and must
   * count its requests": each check is a question of its own.
   */
  @EachVariant
  void everyCheckAsks(Variant variant) {
    PointerIndex index = open(variant);
    SupportsMaintenanceCheck check = checked(index);
    given(index, SampleRows.pointer(ID, 0));
    List<Integer> requests =
        Race.run(
            contract.racers(),
            racer ->
                () -> {
                  RecordedContext call = new RecordedContext();
                  check.checkMaintenance(call);
                  return call.requests();
                });
    assertThat(requests).allMatch(count -> count > 0);
  }

  /** "must not spend longer than the call has": with none left it answers at once or refuses. */
  @EachVariant
  @Timeout(20)
  void aCheckWithoutTimeIsAnsweredAtOnceOrRefused(Variant variant) {
    PointerIndex index = open(variant);
    SupportsMaintenanceCheck check = checked(index);
    given(index, SampleRows.pointer(ID, 0));
    IndexOpeningLaws.answeredOrRefused(() -> check.checkMaintenance(RecordedContext.expired()));
  }
}
