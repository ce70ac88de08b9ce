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
 * Writes next versions: builds the conditional write, and on a conflict goes on from the row in the
 * way.
 */
public final class Writer {
  private final StoreContext engine;
  private final Reader reader;
  private final Committer committer;
  private final Reclaimer reclaimer;

  public Writer(StoreContext engine, Reader reader, Committer committer, Reclaimer reclaimer) {
    this.engine = engine;
    this.reader = reader;
    this.committer = committer;
    this.reclaimer = reclaimer;
  }

  /** Writes a value to the version that a condition chooses. */
  public VersionInfo write(
      String id, PendingValue value, VersionCondition condition, OperationContext context) {
    BoundStore store = value.store();
    WriteBase known = everyGapCollides(store) ? condition.known(engine.now()) : null;
    if (known != null
        && !engine
            .rules()
            .isTrusted(known.readAt(), engine.now(), store.description().commitWindow())) {
      known = null;
    }
    if (known == null && condition.isNextWhatever()) {
      known = guess(id, store);
    }
    WriteBase base;
    Payload payload;
    if (known == null && !value.isInline() && !store.format().keys().tellVersions()) {
      Tasks.Pending<WriteBase> reading =
          engine.environment().tasks().start(() -> reader.newest(id, context));
      try {
        payload = value.stage(PendingValue.UNKNOWN_VERSION, context);
      } catch (RuntimeException e) {
        settleQuietly(reading, e);
        throw e;
      }
      base = joinOrDiscard(id, store, reading, payload);
    } else {
      base = known == null ? reader.newest(id, context) : known;
      long version = condition.version(base);
      store.format().checkVersion(id, version);
      payload = value.stage(version, context);
    }
    return commitAs(id, value, payload, base, condition, context);
  }

  /**
   * Returns what is likely to be the newest, by the cache, to start from without a read; null where
   * it must be read, as where another client may leave gaps that nothing collides with.
   */
  @Nullable WriteBase guess(String id, BoundStore store) {
    return everyGapCollides(store)
        ? engine.cache().guess(id, store.description().commitWindow())
        : null;
  }

  /** Returns whether a write that was not made upon the newest version is sure to meet a row. */
  private boolean everyGapCollides(BoundStore store) {
    return engine.rules().absenceTells(!store.format().hasOnlyValues());
  }

  /** Waits for the read beside an upload that failed, whose failure is the one to tell. */
  private static void settleQuietly(Tasks.Pending<WriteBase> reading, RuntimeException failure) {
    try {
      reading.join();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private WriteBase joinOrDiscard(
      String id, BoundStore store, Tasks.Pending<WriteBase> reading, Payload payload) {
    try {
      return reading.join();
    } catch (RuntimeException e) {
      discard(id, store, payload);
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
    BoundStore store = value.store();
    Payload payload = first;
    WriteBase base = read;
    BackOff backOff = BackOff.ofConflicts(engine, context);
    boolean staged = false;
    try {
      while (true) {
        long version = condition.version(base);
        WriteOutcome outcome = attempt(id, store, base, version, payload, null, context);
        if (outcome instanceof WriteOutcome.Written written) {
          return written.info();
        }
        if (outcome instanceof WriteOutcome.TooLate) {
          if (uploadIsStale(payload, store.description())) {
            if (staged || !value.isReplayable()) {
              throw tooSlow(id);
            }
            discard(id, store, payload);
            payload = value.stage(version, context);
            staged = true;
          }
          base = reader.newest(id, context);
        } else {
          base = goOn(id, store, base, outcome, condition.isNextWhatever(), backOff, context);
        }
      }
    } catch (RuntimeException e) {
      if (engine.rules().mayDiscard(e)) {
        discard(id, store, payload);
      }
      throw e;
    }
  }

  /**
   * What to build on after a try that was not applied.
   *
   * <p>The first conflict is tried again at once, upon the row in the way: that saves a read. After
   * further ones it waits, and reads what is newest then, until it is urgent. A guess may be many
   * versions old, and so the row after it too: what is newest is read at once then, where the row
   * in the way is not the only one there is. So it is where gaps stay open: the row in the way may
   * stand in one that was left below the newest, and the version after it would collide with
   * nothing.
   *
   * @param useRowInTheWay whether the row in the way will do, even if it is not the newest any more
   * @throws VersionConflict if the conflict budget is used up
   */
  WriteBase goOn(
      String id,
      BoundStore store,
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
          "Other writers of '%s' were first %d times; nothing was written. Try again, or raise conflictBudget"
              .formatted(id, backOff.tries() + 1),
          id,
          base.nextVersion(),
          true);
    }
    if (base.isGuess()) {
      engine.cache().refuted(base);
    }
    boolean first = backOff.tries() == 0;
    Row inTheWay = beaten.inTheWay();
    boolean usable =
        useRowInTheWay
            && backOff.isUrgent()
            && inTheWay != null
            && inTheWay.kind() != RowKind.MARKER
            && (engine.variant() == Variant.SINGLE
                || (!base.isGuess()
                    && inTheWay.version() >= base.nextVersion()
                    && everyGapCollides(store)));
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
   * Tries once to write a version upon what was read as the newest.
   *
   * @param standing a row that must still hold; null for none
   * @throws dev.vhs.CommitOutcomeUnknown if no definite answer came in time
   */
  WriteOutcome attempt(
      String id,
      BoundStore store,
      WriteBase base,
      long version,
      Payload payload,
      @Nullable Row standing,
      OperationContext context) {
    StoreDescription description = store.description();
    StoreFormat format = store.format();
    format.checkVersion(id, version);
    Instant committedAt = engine.now();
    if (!engine.rules().isTrusted(base.readAt(), committedAt, description.commitWindow())) {
      return new WriteOutcome.TooLate();
    }
    Instant notAfter =
        engine
            .rules()
            .notAfter(
                base.readAt(),
                payload.uploadedFrom(),
                description.grace(),
                description.commitWindow(),
                engine.traits().clockTolerance());
    Row row =
        payload.row(
            id, version, engine.rules().committedAt(committedAt, standing, payload.content()));
    Commit commit = commit(base, row, standing, notAfter, format);
    long retirements = engine.cache().retirements();
    WriteOutcome outcome = committer.commit(commit, format, context);
    if (outcome instanceof WriteOutcome.Written written) {
      engine.cache().keepNewest(id, written.row(), committedAt, retirements);
      if (engine.variant() == Variant.SINGLE && base.row() != null && format.reclaimsReplaced()) {
        reclaimReplaced(id, store, base.row(), written.row());
      }
    }
    return outcome;
  }

  private Commit commit(
      WriteBase base, Row row, @Nullable Row standing, Instant notAfter, StoreFormat format) {
    UUID writeId = Objects.requireNonNull(row.writeId());
    if (engine.variant() == Variant.SINGLE) {
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

  private void reclaimReplaced(String id, BoundStore store, Row replaced, Row written) {
    Location old = replaced.payload();
    if (old != null && engine.rules().mayReclaim(old, written.payload())) {
      reclaimer.reclaim(id, store, old);
    }
  }

  /** Removes the object of a write that certainly had no effect. */
  void discard(String id, BoundStore store, Payload payload) {
    if (payload.uploadedFrom() != null && payload.location() != null) {
      reclaimer.discard(id, store, payload.location());
    }
  }

  private boolean uploadIsStale(Payload payload, StoreDescription store) {
    Instant from = payload.uploadedFrom();
    return from != null
        && !engine
            .now()
            .isBefore(
                from.plus(store.grace())
                    .minus(store.commitWindow())
                    .minus(engine.traits().clockTolerance()));
  }

  private StoreUnavailable tooSlow(String id) {
    return new StoreUnavailable(
        "The upload of '%s' took so long that the sweep may have begun to take it for an orphan; nothing was written. Try again from a file, or with a longer grace period"
            .formatted(id),
        id,
        null);
  }
}
