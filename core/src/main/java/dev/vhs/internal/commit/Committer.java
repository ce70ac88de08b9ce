package dev.vhs.internal.commit;

import dev.vhs.CommitOutcomeUnknown;
import dev.vhs.StoreUnavailable;
import dev.vhs.ValueTooLarge;
import dev.vhs.VhsException;
import dev.vhs.internal.protocol.StoreFormat;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.ItemSize;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The committer of conditional writes: it turns each into a definite answer.
 *
 * <p>Answers get lost, so a commit without one is repeated, identical, until it is answered or the
 * call's deadline has passed; absence of the row proves nothing, since a delayed try may still be
 * applied. A conflict with our own row, or with one that remembers our write, is success.
 */
public final class Committer {
  private final StoreContext store;

  public Committer(StoreContext store) {
    this.store = store;
  }

  /**
   * Commits a conditional write, and repeats it until its answer is definite.
   *
   * @param format the format of the store that is written
   * @throws ValueTooLarge if a row is larger than the index takes
   * @throws CommitOutcomeUnknown if no definite answer came in time
   * @throws VhsException for any other reason, and then nothing was written
   */
  public WriteOutcome commit(Commit commit, StoreFormat format, OperationContext context) {
    checkSize(commit);
    UUID writeId = Objects.requireNonNull(commit.rows().get(0).writeId());
    BackOff backOff = BackOff.ofService(store, context);
    @Nullable Throwable lost = null;
    RequestContext request = context.forRequest();
    while (true) {
      if (isOver(request)) {
        if (lost != null) {
          throw unknown(commit, writeId, lost);
        }
        throw new StoreUnavailable(
            "The index did not take version %s of '%s' in time; nothing was written. Try again"
                .formatted(commit.version(), commit.id()),
            commit.id(),
            null);
      }
      try {
        CommitResult result = store.index().commit(commit, request);
        if (result instanceof CommitResult.Committed) {
          return written(commit);
        }
        if (result instanceof CommitResult.Conflict conflict) {
          return judge(commit, format, writeId, conflict, lost);
        }
        if (result instanceof CommitResult.TooLate) {
          if (lost != null) {
            throw unknown(commit, writeId, lost);
          }
          return new WriteOutcome.TooLate();
        }
        lost = ((CommitResult.Unknown) result).cause();
      } catch (StoreUnavailable e) {
        if (lost == null && (isOver(request) || backOff.isExhausted())) {
          throw e;
        }
      } catch (CommitOutcomeUnknown e) {
        throw e;
      } catch (VhsException e) {
        if (lost != null) {
          throw unknown(commit, writeId, e);
        }
        throw e;
      } catch (RuntimeException e) {
        // A backend that throws what it must not may have written.
        throw unknown(commit, writeId, e);
      }
      pause(commit, writeId, lost, backOff);
    }
  }

  /** Refuses a row that is too large for the index, while it is certain that nothing was sent. */
  private void checkSize(Commit commit) {
    long max = store.traits().maxItemBytes();
    for (Row row : commit.rows()) {
      long bytes = ItemSize.of(row);
      if (bytes > max) {
        throw new ValueTooLarge(
            "The pointer of version %s of '%s' has %s bytes; the index takes at most %s. Nothing was written; make the metadata smaller"
                .formatted(row.version(), row.id(), bytes, max),
            row.id());
      }
    }
  }

  /** Returns the outcome of a commit that took effect: its last row is the version. */
  private static WriteOutcome written(Commit commit) {
    return new WriteOutcome.Written(commit.rows().get(commit.rows().size() - 1));
  }

  private static boolean isOver(RequestContext request) {
    return request.remaining().isZero();
  }

  private WriteOutcome judge(
      Commit commit,
      StoreFormat format,
      UUID writeId,
      CommitResult.Conflict conflict,
      @Nullable Throwable lost) {
    Row inTheWay = conflict.inTheWay();
    if (inTheWay != null && store.rules().isOurs(inTheWay, writeId)) {
      return written(commit);
    }
    boolean firstTry = conflict.firstTry() && lost == null;
    if (!format.isDefinite(commit, inTheWay, firstTry, store.now())) {
      throw unknown(commit, writeId, lost);
    }
    return new WriteOutcome.Beaten(inTheWay);
  }

  private static void pause(
      Commit commit, UUID writeId, @Nullable Throwable lost, BackOff backOff) {
    try {
      backOff.pause();
    } catch (StoreUnavailable interrupted) {
      throw lost == null ? interrupted : unknown(commit, writeId, interrupted);
    }
  }

  private static CommitOutcomeUnknown unknown(
      Commit commit, UUID writeId, @Nullable Throwable cause) {
    return new CommitOutcomeUnknown(
        "No answer whether version %s of '%s' was written (write id %s). Read it before you write again: if it shows this write id, the write took effect"
            .formatted(commit.version(), commit.id(), writeId),
        commit.id(),
        commit.version(),
        writeId,
        cause);
  }
}
