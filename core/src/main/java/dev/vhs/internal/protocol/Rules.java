package dev.vhs.internal.protocol;

import dev.vhs.Location;
import dev.vhs.NothingWritten;
import dev.vhs.Variant;
import dev.vhs.spi.Commit;
import dev.vhs.spi.Content;
import dev.vhs.spi.RecentWriteIds;
import dev.vhs.spi.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The decisions on which the store's safety rests, each a pure function of what was read.
 *
 * <p>{@code docs/design/architecture.md} says why each is as it is. The simulation runs the engine
 * with one of them broken at a time, and must notice.
 */
public class Rules {
  /** The rules as they must be. */
  public static final Rules SOUND = new Rules();

  /** The rules as they must be, for a subclass that breaks one. */
  protected Rules() {}

  /**
   * Returns the version that the newest row, as it was read, stands for. A filler's version was
   * written in the same transaction, even where the read did not show it yet.
   */
  public long newestVersion(Row row) {
    return row.upTo() == null ? row.version() : row.upTo();
  }

  /** Returns whether a write made a row, or an earlier one that the row still remembers. */
  public boolean isOurs(Row row, UUID writeId) {
    return writeId.equals(row.writeId()) || row.recent().contains(writeId);
  }

  /**
   * Returns whether a conflict with a row that is not ours means that our write never took effect
   * and never will.
   *
   * <p>In the multi-version variant it does where the slot is taken. Where the slot is free and the
   * standing row is gone, it does until {@code notAfter}: our own row, from an earlier try, would
   * still be young then, and a young row never vanishes. In the single-version variant an earlier
   * try may have been applied and overwritten, unless the row remembers every write since the one
   * that we started from. And it may still be applied where the row is that one, changed by another
   * program: that program may change it back.
   *
   * @param inTheWay the row in the way; null where there is none
   * @param firstTry whether no earlier try of this commit can have been applied
   * @param now when the conflict was told, or later
   */
  public boolean isDefinite(
      Variant variant, Commit commit, @Nullable Row inTheWay, boolean firstTry, Instant now) {
    if (firstTry) {
      return true;
    }
    if (variant == Variant.MULTI) {
      return inTheWay != null || !now.isAfter(commit.notAfter());
    }
    if (inTheWay == null) {
      return false;
    }
    RecentWriteIds recent = inTheWay.recent();
    UUID base = commit.replaces() == null ? null : commit.replaces().writeId();
    if (base != null) {
      return recent.contains(base) && !base.equals(inTheWay.writeId());
    }
    return !recent.equals(RecentWriteIds.NONE) && !recent.isFull();
  }

  /**
   * Returns whether a conflict is definite where another client shares the store. Its writes to
   * single-version rows erase what these remember.
   *
   * <p>A list of writes that reaches back to the row that we started from was not erased since. One
   * that does not says nothing, not even if it is short. But versions only rise, and each is given
   * once: where the row has a version above the one that we started from, and none above ours, then
   * another write had that version or the way to it, and the row that we started from does not come
   * back.
   */
  public boolean isDefiniteAmongErasers(
      Variant variant, Commit commit, @Nullable Row inTheWay, boolean firstTry, Instant now) {
    if (firstTry || variant == Variant.MULTI) {
      return isDefinite(variant, commit, inTheWay, firstTry, now);
    }
    if (inTheWay == null) {
      return false;
    }
    Row replaced = commit.replaces();
    UUID base = replaced == null ? null : replaced.writeId();
    if (base != null && inTheWay.recent().contains(base) && !base.equals(inTheWay.writeId())) {
      return true;
    }
    long from = replaced == null ? -1 : replaced.version();
    boolean sameObject = Objects.equals(inTheWay.payload(), commit.rows().get(0).payload());
    return from < inTheWay.version() && inTheWay.version() <= commit.version() && !sameObject;
  }

  /**
   * Returns whether the absence of the next row proves that no higher one came since a row was
   * read. It does only where every write that leaves a gap puts a filler there. Then {@code init}
   * and {@code replace} need no read.
   */
  public boolean absenceTells(boolean gapsAreFilled) {
    return gapsAreFilled;
  }

  /** Returns whether the object of a write that failed in this way may be removed. */
  public boolean mayDiscard(Throwable failure) {
    return failure instanceof NothingWritten;
  }

  /**
   * Returns whether a write may build on a row that was read as the newest, without reading again.
   * Within the commit window an absent next row means that no row came after.
   */
  public boolean isTrusted(@Nullable Instant newestAt, Instant now, Duration commitWindow) {
    return newestAt != null && now.isBefore(newestAt.plus(commitWindow));
  }

  /**
   * Returns when a newest row that was kept in memory counts as read: when that read began, however
   * late it is recalled. The commit window of a write that starts from it runs from then.
   */
  public Instant readAt(Instant readAt, Instant recalledAt) {
    return readAt;
  }

  /**
   * Returns whether a row that was read may be kept in memory: not if this engine has retired rows
   * since the read began, for it may be one of them.
   *
   * @param before how often it had retired rows then
   * @param now how often it has by now
   */
  public boolean mayKeep(long before, long now) {
    return before == now;
  }

  /**
   * Returns the age that a row is given: the moment at which its commit is built, whatever it was
   * made from. A row that took over the age of an older one could vanish while it is young.
   *
   * @param builtAt that moment, by the index's clock
   * @param restored the old row that it makes the newest again; null for none
   * @param content the facts of its value, which a copy or an older row may have given it; null
   *     where it has none
   */
  public Instant committedAt(Instant builtAt, @Nullable Row restored, @Nullable Content content) {
    return builtAt;
  }

  /**
   * Returns whether the object of a replaced row may go: not if the row that replaced it shares it.
   */
  public boolean mayReclaim(Location replaced, @Nullable Location written) {
    return !replaced.equals(written);
  }

  /**
   * Returns whether index and object store must prove that they belong together before anything is
   * deleted by what the index says. To a wrong or emptied index every object is an orphan.
   */
  public boolean mustBelongTogether() {
    return true;
  }

  /**
   * Returns whether something stored at a moment is past the grace period. Without an age it is
   * young.
   */
  public boolean isPastGrace(@Nullable Instant since, Instant now, Duration grace) {
    return since != null && since.plus(grace).isBefore(now);
  }

  /**
   * Returns whether a row that is being retired may vanish instead of leaving a marker. A young row
   * must stay, for the writers that read its predecessor. Row 0 must stay, so that {@code init}
   * needs no read.
   */
  public boolean mayDrop(Row row, Instant now, Duration grace) {
    return row.version() != 0 && isPastGrace(row.committedAt(), now, grace);
  }

  /**
   * Returns whether a row below the newest one may vanish where no marker can take its place. A
   * young row must stay. Row 0 need not, since {@code init} reads there.
   *
   * @param since the row's age; null where it has none
   * @param now by the clock of that age
   */
  public boolean mayDropUnmarked(@Nullable Instant since, Instant now, Duration grace) {
    return isPastGrace(since, now, grace);
  }

  /**
   * Returns whether a reading of an id's rows before a delete must look by itself for the row that
   * should come after this one. It must where the chain breaks off or ends, since a read of several
   * rows is no snapshot.
   *
   * @param next the row that did come; null at the end
   */
  public boolean mustProbe(Row row, @Nullable Row next) {
    return hasSuccessor(row) && (next == null || next.version() != successor(row));
  }

  private static boolean hasSuccessor(Row row) {
    return row.upTo() != null || row.version() < Long.MAX_VALUE;
  }

  /**
   * Returns the version that comes after a row: the next, or the one that a filler was written
   * with.
   */
  public final long successor(Row row) {
    return Objects.requireNonNullElse(row.upTo(), row.version() + 1);
  }

  /**
   * Returns the last moment at which a commit may be applied: a commit window after the read that
   * decided it, and early enough after the upload began that a sweep can't have taken the object.
   *
   * @param decidedAt when the deciding read began, by the index's clock
   * @param uploadedFrom when the upload began; null where nothing was uploaded
   */
  public Instant notAfter(
      Instant decidedAt,
      @Nullable Instant uploadedFrom,
      Duration grace,
      Duration commitWindow,
      Duration tolerance) {
    Instant byRead = decidedAt.plus(commitWindow);
    if (uploadedFrom == null) {
      return byRead;
    }
    Instant byUpload = uploadedFrom.plus(grace).minus(commitWindow).minus(tolerance);
    return byRead.isBefore(byUpload) ? byRead : byUpload;
  }
}
