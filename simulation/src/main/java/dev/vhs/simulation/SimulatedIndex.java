package dev.vhs.simulation;

import dev.vhs.StoreUnavailable;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.IndexTraits;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import org.jspecify.annotations.Nullable;

/** The shared index, as one client reaches it over the network. */
final class SimulatedIndex implements PointerIndex {
  private static final long LONGEST_READING = 300_000_000;

  private final Client client;
  private final Scheduler scheduler;
  private final Services services;
  private final Network network;

  SimulatedIndex(Client client, Scheduler scheduler, Services services, Network network) {
    this.client = client;
    this.scheduler = scheduler;
    this.services = services;
    this.network = network;
  }

  /** Returns the client whose it is. */
  Client client() {
    return client;
  }

  @Override
  public IndexTraits traits() {
    IndexTraits traits = services.index().traits();
    return traits.toBuilder().clock(client.indexClock()).build();
  }

  @Override
  public @Nullable String identity(RequestContext call) {
    return send(
        call,
        SimulatedRequest.<@Nullable String>reading(
            () -> "identity", () -> services.index().identity(RequestContext.unlimited())));
  }

  @Override
  public @Nullable Row newest(String id, Consistency consistency, RequestContext call) {
    return send(
        call,
        SimulatedRequest.<@Nullable Row>reading(
            () -> "newest of " + id, () -> services.newest(id, consistency)));
  }

  @Override
  public @Nullable Row read(String id, long version, Consistency consistency, RequestContext call) {
    return send(
        call,
        SimulatedRequest.<@Nullable Row>reading(
            () -> "row " + version + " of " + id, () -> services.read(id, version, consistency)));
  }

  @Override
  public RowPage page(PageRequest request, RequestContext call) {
    long entered = scheduler.now();
    return send(
        call,
        SimulatedRequest.readingLong(
            () -> "page of " + request.id() + " " + request.order() + " beyond " + request.beyond(),
            () -> services.page(request, began(entered))));
  }

  @Override
  public ScanPage scan(ScanRequest request, RequestContext call) {
    long entered = scheduler.now();
    return send(
        call,
        SimulatedRequest.readingLong(
            () -> "scan from " + request.cursor(), () -> services.scan(request, began(entered))));
  }

  /** Returns since when a read that is answered now may have been reading. */
  private long began(long entered) {
    return Math.max(entered, scheduler.now() - LONGEST_READING);
  }

  @Override
  public CommitResult commit(Commit commit, RequestContext call) {
    int operation = operation();
    return send(
        call,
        new Committing(commit) {
          @Override
          CommitResult apply() {
            return services.commit(operation, commit);
          }
        });
  }

  /** Commits whatever is there, for a mutant. */
  CommitResult overwrite(Commit commit, RequestContext call) {
    int operation = operation();
    return send(
        call,
        new Committing(commit) {
          @Override
          CommitResult apply() {
            return services.overwrite(operation, commit);
          }
        });
  }

  /** Commits upon whatever row is there at that moment, if a test holds for it, for a mutant. */
  CommitResult rebased(Commit commit, Rebase rebase, RequestContext call) {
    int operation = operation();
    return send(
        call,
        new Committing(commit) {
          @Override
          CommitResult apply() {
            Row there =
                services
                    .index()
                    .newest(commit.id(), Consistency.CONSISTENT, RequestContext.unlimited());
            return services.commit(operation, rebase.onto(commit, there));
          }
        });
  }

  /** The change of a commit to fit the row that is there. */
  interface Rebase {
    /** Returns the commit to apply. */
    Commit onto(Commit commit, @Nullable Row there);
  }

  @Override
  public boolean retire(Retirement retirement, RequestContext call) {
    int operation = operation();
    return send(
        call,
        new SimulatedRequest<Boolean>(
            () ->
                "retire "
                    + Describe.row(retirement.read())
                    + " to "
                    + Describe.row(retirement.left())) {
          private boolean done;

          @Override
          Boolean apply() {
            done |= services.retire(operation, retirement);
            return done;
          }
        });
  }

  @Override
  public void close() {}

  /** Returns the number of the operation that the running thread works for. */
  int operation() {
    return scheduler.current().operation;
  }

  private <R extends @Nullable Object> R send(RequestContext call, SimulatedRequest<R> exchange) {
    return network.send(client, call, exchange);
  }

  /** A commit on its way. */
  private abstract static class Committing extends SimulatedRequest<CommitResult> {
    Committing(Commit commit) {
      super(() -> "commit of " + Describe.commit(commit));
    }

    @Override
    CommitResult unanswered() {
      return new CommitResult.Unknown(new StoreUnavailable("no answer to a commit", null));
    }

    @Override
    CommitResult repeated(CommitResult second) {
      if (second instanceof CommitResult.TooLate) {
        return unanswered();
      }
      return second instanceof CommitResult.Conflict conflict
          ? new CommitResult.Conflict(conflict.inTheWay(), false)
          : second;
    }
  }
}
