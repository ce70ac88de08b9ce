package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.IndexTraits;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.ScanRequest;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;

/**
 * The laws of opening, identity and closing, and of the {@link RequestContext} that all methods
 * take.
 */
abstract class IndexOpeningLaws extends IndexLaws {
  IndexOpeningLaws(PointerIndexContract contract) {
    super(contract);
  }

  /**
   * "They must be the same for as long as the index is open": whatever is written ({@link
   * PointerIndex#traits}).
   */
  @EachVariant
  void traitsStayTheSame(Variant variant) {
    PointerIndex index = open(variant);
    IndexTraits before = index.traits();
    given(index, SampleRows.pointer(ID, 0));
    assertThat(index.traits()).isEqualTo(before);
    assertThat(before.variant()).isEqualTo(variant);
    assertThat(before.clockTolerance()).isGreaterThanOrEqualTo(Duration.ZERO);
    assertThat(before.maxItemBytes()).isPositive();
  }

  /** "Reads of an index that does not exist yet must find nothing and must not create it." */
  @EachVariant
  void anIndexThatDoesNotExistShowsNothingAndIsNotCreatedByReads(Variant variant) {
    PointerIndex index = contract.openedMissing(variant);
    assertThat(index.identity(CALL)).isNull();
    for (Consistency consistency : Consistency.values()) {
      assertThat(index.newest(ID, consistency, CALL)).isNull();
      assertThat(index.read(ID, 0, consistency, CALL)).isNull();
    }
    assertThat(index.page(PageRequest.oldestFirst(ID, 10), CALL).rows()).isEmpty();
    assertThat(index.page(PageRequest.newestFirst(ID, 10), CALL).last()).isTrue();
    assertThat(scanned(index, ScanRequest.all(10))).isEmpty();
    assertThat(index.identity(CALL)).as("identity after reads").isNull();
    assertThat(contract.openedMissing(variant).identity(CALL))
        .as("identity seen by another process")
        .isNull();
  }

  /** "the identity that tells this index from any other": it is made with the index, and stays. */
  @EachVariant
  void anIndexKeepsItsIdentity(Variant variant) {
    PointerIndex index = open(variant);
    given(index, SampleRows.pointer(ID, 0));
    String identity = index.identity(CALL);
    assertThat(identity).isNotBlank();
    given(index, SampleRows.pointer("other", 0));
    assertThat(index.identity(CALL)).isEqualTo(identity);
    assertThat(open(variant).identity(CALL)).as("seen by another process").isEqualTo(identity);
    index.close();
    assertThat(open(variant).identity(CALL)).as("after it was reopened").isEqualTo(identity);
  }

  /**
   * "the identity that tells this index from any other, one made later under the same name
   * included".
   */
  @EachVariant
  void anotherIndexHasAnotherIdentity(Variant variant) {
    PointerIndex index = open(variant);
    PointerIndex another = contract.openedAnother(variant);
    given(index, SampleRows.pointer(ID, 0));
    given(another, SampleRows.pointer(ID, 0));
    assertThat(another.identity(CALL)).isNotEqualTo(index.identity(CALL));
  }

  /** "It must survive a move of the medium." */
  @EachVariant
  void anIdentitySurvivesAMove(Variant variant) {
    PointerIndex index = open(variant);
    Row row = SampleRows.pointer(ID, 0);
    given(index, row);
    String identity = index.identity(CALL);
    index.close();
    PointerIndex moved = contract.openedMoved(variant);
    assertThat(moved.identity(CALL)).isEqualTo(identity);
    assertThat(newest(moved, ID)).isEqualTo(row);
  }

  /** "it was applied, durably". */
  @EachVariant
  void committedRowsAreThereAfterReopening(Variant variant) {
    PointerIndex index = open(variant);
    Row row = SampleRows.inline(ID, 3, 100);
    given(index, row);
    index.close();
    assertThat(newest(open(variant), ID)).isEqualTo(row);
  }

  /** "Closing twice must do nothing." */
  @EachVariant
  void closingTwiceDoesNothing(Variant variant) {
    PointerIndex used = open(variant);
    given(used, SampleRows.pointer(ID, 0));
    used.close();
    used.close();
    PointerIndex unused = open(variant);
    unused.close();
    unused.close();
  }

  /**
   * "it must be safe for use …, and by several processes": one that ends takes nothing from
   * another.
   */
  @EachVariant
  void closingLeavesOtherOpeningsAlone(Variant variant) {
    PointerIndex index = open(variant);
    PointerIndex other = open(variant);
    Row row = SampleRows.pointer(ID, 0);
    given(index, row);
    assertThat(newest(other, ID)).isEqualTo(row);
    index.close();
    assertThat(newest(other, ID)).isEqualTo(row);
    given(other, SampleRows.pointer("next", 0));
  }

  /** "… and must count each request that it sends" ({@link RequestContext}). */
  @EachVariant
  void requestsAreCounted(Variant variant) {
    PointerIndex index = open(variant);
    Row row = SampleRows.pointer(ID, 0);
    counted("commit", context -> index.commit(absent(index, row), context));
    counted("newest", context -> index.newest(ID, Consistency.CONSISTENT, context));
    counted("read", context -> index.read(ID, 0, Consistency.CONSISTENT, context));
    counted("page", context -> index.page(PageRequest.newestFirst(ID, 1), context));
    counted("scan", context -> index.scan(ScanRequest.all(10), context));
    counted("retire", context -> index.retire(Retirement.drop(row), context));
  }

  private static void counted(String method, Consumer<RequestContext> request) {
    RecordedContext context = new RecordedContext();
    request.accept(context);
    assertThat(context.requests()).as("requests counted by %s", method).isPositive();
  }

  /**
   * "It must not spend longer than RequestContext.remaining()", "A backend must not spend more than
   * remaining() on a request": with none left it answers at once or refuses.
   */
  @EachVariant
  @Timeout(20)
  void aCallWithoutTimeIsAnsweredAtOnceOrRefused(Variant variant) {
    PointerIndex index = open(variant);
    Row row = SampleRows.pointer(ID, 0);
    given(index, row);
    RequestContext expired = RecordedContext.expired();
    answeredOrRefused(() -> index.newest(ID, Consistency.CONSISTENT, expired));
    answeredOrRefused(() -> index.read(ID, 0, Consistency.CONSISTENT, expired));
    answeredOrRefused(() -> index.page(PageRequest.newestFirst(ID, 1), expired));
    answeredOrRefused(() -> index.scan(ScanRequest.all(10), expired));
    answeredOrRefused(() -> index.retire(Retirement.marker(row), expired));
  }

  /** "An exception must mean that this try was not applied and never will be." */
  @EachVariant
  @Timeout(20)
  void aCommitWithoutTimeThatIsRefusedIsNotApplied(Variant variant) {
    PointerIndex index = open(variant);
    Row row = SampleRows.pointer(ID, 0);
    boolean mayBeThere = true;
    try {
      CommitResult result = index.commit(absent(index, row), RecordedContext.expired());
      assertThat(result).isInstanceOfAny(CommitResult.Committed.class, CommitResult.Unknown.class);
      if (result instanceof CommitResult.Committed) {
        assertThat(newest(index, ID)).isEqualTo(row);
      }
    } catch (StoreUnavailable refused) {
      mayBeThere = false;
    }
    if (!mayBeThere) {
      assertThat(newest(index, ID)).isNull();
    }
  }

  static void answeredOrRefused(Runnable request) {
    try {
      request.run();
    } catch (StoreUnavailable refused) {
      assertThat(refused.isRetryable()).isTrue();
    }
  }
}
