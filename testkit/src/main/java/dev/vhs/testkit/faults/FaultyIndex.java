package dev.vhs.testkit.faults;

import dev.vhs.StoreUnavailable;
import dev.vhs.VhsException;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.CommitResult.Conflict;
import dev.vhs.spi.CommitResult.TooLate;
import dev.vhs.spi.CommitResult.Unknown;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import org.jspecify.annotations.Nullable;

/**
 * An index behind a network that fails as a plan says. It keeps the laws of {@link PointerIndex}.
 */
public final class FaultyIndex extends ForwardingIndex {
  private final FaultPlan plan;
  private final LateRequests late = new LateRequests();

  /** Wraps an index, with the faults of a plan. */
  public FaultyIndex(PointerIndex delegate, FaultPlan plan) {
    super(delegate);
    this.plan = plan;
  }

  /** Lets all delayed requests arrive, and returns how many they were. */
  public int letArrive() {
    return late.arrive();
  }

  private static StoreUnavailable unavailable(Request request, Fault fault) {
    return new StoreUnavailable(request + " met " + fault, null);
  }

  /** Throws where a read is not answered; asked twice it answers the same. */
  private void reading(String method, String key) {
    Request request = new Request(method, key);
    Fault fault = plan.next(request);
    if (fault != Fault.NONE && fault != Fault.REPEAT) {
      throw unavailable(request, fault);
    }
  }

  @Override
  public @Nullable Row newest(String id, Consistency consistency, RequestContext context) {
    reading("newest", id);
    return super.newest(id, consistency, context);
  }

  @Override
  public @Nullable Row read(
      String id, long version, Consistency consistency, RequestContext context) {
    reading("read", id);
    return super.read(id, version, consistency, context);
  }

  @Override
  public RowPage page(PageRequest page, RequestContext context) {
    reading("page", page.id());
    return super.page(page, context);
  }

  @Override
  public ScanPage scan(ScanRequest scan, RequestContext context) {
    reading("scan", "");
    return super.scan(scan, context);
  }

  @Override
  public CommitResult commit(Commit commit, RequestContext context) {
    Request request = new Request("commit", commit.id());
    Fault fault = plan.next(request);
    return switch (fault) {
      case NONE -> super.commit(commit, context);
      case FAIL -> throw unavailable(request, fault);
      case LOSE_ANSWER -> {
        super.commit(commit, context);
        yield new Unknown(unavailable(request, fault));
      }
      case DELAY -> {
        late.add(() -> super.commit(commit, RequestContext.unlimited()));
        yield new Unknown(unavailable(request, fault));
      }
      case REPEAT -> {
        CommitResult first = super.commit(commit, context);
        yield secondAnswer(commit, first, super.commit(commit, context));
      }
    };
  }

  /**
   * Returns the second answer, as a backend must give it that knows of the first try, but not its
   * answer.
   */
  private static CommitResult secondAnswer(Commit commit, CommitResult first, CommitResult second) {
    if (second instanceof Conflict conflict) {
      return new Conflict(conflict.inTheWay(), false);
    }
    if (second instanceof TooLate && !(first instanceof TooLate)) {
      return new Unknown(
          new IllegalStateException("the first answer to " + commit.id() + " was lost"));
    }
    return second;
  }

  @Override
  public boolean retire(Retirement retirement, RequestContext context) {
    Request request = new Request("retire", retirement.read().id());
    Fault fault = plan.next(request);
    return switch (fault) {
      case NONE -> super.retire(retirement, context);
      case FAIL -> throw unavailable(request, fault);
      case LOSE_ANSWER -> {
        super.retire(retirement, context);
        throw unavailable(request, fault);
      }
      case DELAY -> {
        late.add(() -> retireLate(retirement));
        throw unavailable(request, fault);
      }
      case REPEAT -> {
        super.retire(retirement, context);
        yield super.retire(retirement, context);
      }
    };
  }

  private void retireLate(Retirement retirement) {
    try {
      super.retire(retirement, RequestContext.unlimited());
    } catch (VhsException e) {
      throw new IllegalStateException("a late request was refused", e);
    }
  }
}
