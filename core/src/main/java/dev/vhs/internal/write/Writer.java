package dev.vhs.internal.write;

import dev.vhs.Location;
import dev.vhs.StoreDescription;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.VersionConflict;
import dev.vhs.VersionInfo;
import dev.vhs.internal.commit.BackOff;
import dev.vhs.internal.commit.Committer;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.commit.WriteOutcome;
import dev.vhs.internal.identity.BoundStore;
import dev.vhs.internal.protocol.StoreFormat;
import dev.vhs.internal.protocol.WriteBase;
import dev.vhs.internal.read.Reader;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.runtime.Tasks;
import dev.vhs.spi.Commit;
import dev.vhs.spi.RecentWriteIds;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The writer of next versions. It builds the conditional write, and after a conflict goes on from
 * the row in the way.
 */
public final class Writer {
  private final StoreContext store;
  private final Reader reader;
  private final Committer committer;
  private final Reclaimer reclaimer;

  public Writer(StoreContext store, Reader reader, Committer committer, Reclaimer reclaimer) {
    this.store = store;
    this.reader = reader;
    this.committer = committer;
    this.reclaimer = reclaimer;
  }

  /** Writes a value to the version that a condition chooses. */
  public VersionInfo write(
      String id, PendingValue value, VersionCondition condition, OperationContext context) {
    BoundStore bound = value.bound();
    WriteBase known = everyGapCollides(bound) ? condition.known(store.now()) : null;
    if (known != null
        && !store
            .rules()
            .isTrusted(known.readAt(), store.now(), bound.description().commitWindow())) {
      known = null;
    }
    if (known == null && condition.isNextWhatever()) {
      known = guess(id, bound);
    }
    WriteBase base;
    Payload payload;
    if (known == null && !value.isInline() && !bound.format().keys().tellVersions()) {
      Tasks.Pending<WriteBase> reading =
          store.environment().tasks().start(() -> reader.newest(id, context));
      try {
        payload = value.stage(PendingValue.UNKNOWN_VERSION, context);
      } catch (RuntimeException e) {
        settleQuietly(reading, e);
        throw e;
      }
      base = joinOrDiscard(id, bound, reading, payload);
    } else {
      base = known == null ? reader.newest(id, context) : known;
      long version = condition.version(base);
      bound.format().checkVersion(id, version);
      payload = value.stage(version, context);
    }
    return commitAs(id, value, payload, base, condition, context);
  }

  /**
   * Returns the likely newest row from the cache, from which a write may start without a read. Null
   * where it must be read, such as where another client may leave gaps that nothing collides with.
   */
  @Nullable WriteBase guess(String id, BoundStore bound) {
    return everyGapCollides(bound)
        ? store.cache().guess(id, bound.description().commitWindow())
        : null;
  }

  /**
   * Returns whether a write that does not follow the newest version is sure to collide with a row.
   */
  private boolean everyGapCollides(BoundStore bound) {
    return store.rules().absenceTells(!bound.format().hasOnlyValues());
  }

  /** Waits for the read beside a failed upload, whose failure is the one to throw. */
  private static void settleQuietly(Tasks.Pending<WriteBase> reading, RuntimeException failure) {
    try {
      reading.join();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private WriteBase joinOrDiscard(
      String id, BoundStore bound, Tasks.Pending<WriteBase> reading, Payload payload) {
    try {
      return reading.join();
    } catch (RuntimeException e) {
      discard(id, bound, payload);
      throw e;
    }
  }

  private VersionInfo commitAs(
      String id,
      PendingValue value,
      Payload first,
      WriteBase read,
      VersionCondition condition,
      OperationContext context) {
    BoundStore bound = value.bound();
    Payload payload = first;
    WriteBase base = read;
    BackOff backOff = BackOff.ofConflicts(store, context);
    boolean staged = false;
    try {
      while (true) {
        long version = condition.version(base);
        WriteOutcome outcome = attempt(id, bound, base, version, payload, null, context);
        if (outcome instanceof WriteOutcome.Written written) {
          return written.info();
        }
        if (outcome instanceof WriteOutcome.TooLate) {
          if (uploadIsStale(payload, bound.description())) {
            if (staged || !value.isReplayable()) {
              throw tooSlow(id);
            }
            discard(id, bound, payload);
            payload = value.stage(version, context);
            staged = true;
          }
          base = reader.newest(id, context);
        } else {
          base = goOn(id, bound, base, outcome, condition.isNextWhatever(), backOff, context);
        }
      }
    } catch (RuntimeException e) {
      if (store.rules().mayDiscard(e)) {
        discard(id, bound, payload);
      }
      throw e;
    }
  }

  /**
   * Returns the base to go on from after a try that was not applied.
   *
   * <p>After the first conflict it goes on at once from the row in the way, which saves a read.
   * After further ones it waits and then reads the newest row, until it is urgent. A guess may be
   * many versions old, and so may the row after it. After a guess it reads the newest row at once,
   * unless the id has one row only. Where gaps stay open it always reads: the row in the way may
   * stand in a gap below the newest row, and the version after it would collide with nothing.
   *
   * @param useRowInTheWay whether the row in the way will do, even if it is not the newest any more
   * @throws VersionConflict if the conflict budget is used up
   */
  WriteBase goOn(
      String id,
      BoundStore bound,
      WriteBase base,
      WriteOutcome outcome,
      boolean useRowInTheWay,
      BackOff backOff,
      OperationContext context) {
    if (!(outcome instanceof WriteOutcome.Beaten beaten)) {
      return reader.newest(id, context);
    }
    if (backOff.isExhausted()) {
      throw new VersionConflict(
          "Other writers of '%s' were first %d times; nothing was written. Try again, or allow more time for conflicts"
              .formatted(id, backOff.tries() + 1),
          id,
          base.nextVersion(),
          true);
    }
    if (base.isGuess()) {
      store.cache().refuted(base);
    }
    boolean first = backOff.tries() == 0;
    Row inTheWay = beaten.inTheWay();
    boolean usable =
        useRowInTheWay
            && backOff.isUrgent()
            && inTheWay != null
            && inTheWay.kind() != RowKind.MARKER
            && (store.variant() == Variant.SINGLE
                || (!base.isGuess()
                    && inTheWay.version() >= base.nextVersion()
                    && everyGapCollides(bound)));
    if (usable) {
      backOff.skip();
      return new WriteBase(reader.settle(inTheWay, context), base.readAt());
    }
    if (base.isGuess() && first) {
      backOff.skip();
    } else {
      backOff.pause();
    }
    return reader.newest(id, context);
  }

  /**
   * Tries once to write a version on top of a base.
   *
   * @param standing a row that must still hold; null for none
   * @throws dev.vhs.CommitOutcomeUnknown if no definite answer came in time
   */
  WriteOutcome attempt(
      String id,
      BoundStore bound,
      WriteBase base,
      long version,
      Payload payload,
      @Nullable Row standing,
      OperationContext context) {
    StoreDescription description = bound.description();
    StoreFormat format = bound.format();
    format.checkVersion(id, version);
    Instant committedAt = store.now();
    if (!store.rules().isTrusted(base.readAt(), committedAt, description.commitWindow())) {
      return new WriteOutcome.TooLate();
    }
    Instant notAfter =
        store
            .rules()
            .notAfter(
                base.readAt(),
                payload.uploadedFrom(),
                description.grace(),
                description.commitWindow(),
                store.traits().clockTolerance());
    Row row =
        payload.row(
            id, version, store.rules().committedAt(committedAt, standing, payload.content()));
    Commit commit = commit(base, row, standing, notAfter, format);
    long retirements = store.cache().retirements();
    WriteOutcome outcome = committer.commit(commit, format, context);
    if (outcome instanceof WriteOutcome.Written written) {
      store.cache().keepNewest(id, written.row(), committedAt, retirements);
      if (store.variant() == Variant.SINGLE && base.row() != null && format.reclaimsReplaced()) {
        reclaimReplaced(id, bound, base.row(), written.row());
      }
    }
    return outcome;
  }

  private Commit commit(
      WriteBase base, Row row, @Nullable Row standing, Instant notAfter, StoreFormat format) {
    UUID writeId = Objects.requireNonNull(row.writeId());
    if (store.variant() == Variant.SINGLE) {
      Row replaced = base.row();
      Row remembering =
          row.withRecent(
              (replaced == null ? RecentWriteIds.NONE : replaced.recent()).prepend(writeId));
      return Commit.builder(List.of(remembering), notAfter)
          .replaces(replaced)
          .standing(standing)
          .build();
    }
    long next = base.nextVersion();
    if (row.version() == next || format.hasOnlyValues()) {
      return Commit.builder(List.of(row), notAfter).standing(standing).build();
    }
    Instant committedAt = Objects.requireNonNull(row.committedAt());
    Row filler = Row.filler(row.id(), next, row.version(), writeId, committedAt);
    return Commit.builder(List.of(filler, row), notAfter).standing(standing).build();
  }

  private void reclaimReplaced(String id, BoundStore bound, Row replaced, Row written) {
    Location old = replaced.payload();
    if (old != null && store.rules().mayReclaim(old, written.payload())) {
      reclaimer.reclaim(id, bound, old);
    }
  }

  /** Deletes the object of a write that certainly had no effect. */
  void discard(String id, BoundStore bound, Payload payload) {
    if (payload.uploadedFrom() != null && payload.location() != null) {
      reclaimer.discard(id, bound, payload.location());
    }
  }

  private boolean uploadIsStale(Payload payload, StoreDescription description) {
    Instant from = payload.uploadedFrom();
    return from != null
        && !store
            .now()
            .isBefore(
                from.plus(description.grace())
                    .minus(description.commitWindow())
                    .minus(store.traits().clockTolerance()));
  }

  private StoreUnavailable tooSlow(String id) {
    return new StoreUnavailable(
        "The upload of '%s' took so long that the sweep may take it for an orphan by now; nothing was written. Try again from a file, or with a longer grace period"
            .formatted(id),
        id,
        null);
  }
}
