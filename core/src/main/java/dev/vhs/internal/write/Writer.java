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
import dev.vhs.internal.identity.StoreIdentity;
import dev.vhs.internal.protocol.RowInfo;
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
  private final StoreIdentity identity;
  private final Reader reader;
  private final Committer committer;
  private final Reclaimer reclaimer;

  public Writer(
      StoreContext engine,
      StoreIdentity identity,
      Reader reader,
      Committer committer,
      Reclaimer reclaimer) {
    this.engine = engine;
    this.identity = identity;
    this.reader = reader;
    this.committer = committer;
    this.reclaimer = reclaimer;
  }

  /** Writes a value to the version that a target chooses. */
  public VersionInfo write(
      String id, PendingValue draft, VersionCondition target, OperationContext context) {
    StoreDescription store = identity.bind(context);
    StoreFormat format = engine.format(store);
    WriteBase known = everyGapCollides(store) ? target.known(engine.now()) : null;
    if (known != null
        && !engine.rules().isTrusted(known.readAt(), engine.now(), store.commitWindow())) {
      known = null;
    }
    if (known == null && target.isNextWhatever()) {
      known = guess(id);
    }
    WriteBase base;
    Payload payload;
    if (known == null && !draft.isInline() && !format.keys().tellVersions()) {
      Tasks.Pending<WriteBase> reading =
          engine.environment().tasks().start(() -> reader.newest(id, context));
      try {
        payload = draft.stage(PendingValue.UNKNOWN_VERSION, context);
      } catch (RuntimeException e) {
        settleQuietly(reading, e);
        throw e;
      }
      base = joinOrDiscard(id, reading, payload);
    } else {
      base = known == null ? reader.newest(id, context) : known;
      long version = target.version(base);
      format.checkVersion(id, version);
      payload = draft.stage(version, context);
    }
    return commitAs(id, draft, payload, base, target, context);
  }

  /**
   * What is likely to be the newest, by the cache, to start from without a read; null where it must
   * be read, as where another client may leave gaps that nothing collides with.
   */
  @Nullable WriteBase guess(String id) {
    StoreDescription store = identity.bound();
    return store != null && everyGapCollides(store)
        ? engine.cache().guess(id, store.commitWindow())
        : null;
  }

  /** Whether a write that was not made upon the newest version is sure to meet a row. */
  private boolean everyGapCollides(StoreDescription store) {
    return engine.rules().absenceTells(!engine.format(store).hasOnlyValues());
  }

  /** Waits for the read beside an upload that failed, whose failure is the one to tell. */
  private static void settleQuietly(Tasks.Pending<WriteBase> reading, RuntimeException failure) {
    try {
      reading.join();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private WriteBase joinOrDiscard(String id, Tasks.Pending<WriteBase> reading, Payload payload) {
    try {
      return reading.join();
    } catch (RuntimeException e) {
      discard(id, payload);
      throw e;
    }
  }

  private VersionInfo commitAs(
      String id,
      PendingValue draft,
      Payload first,
      WriteBase read,
      VersionCondition target,
      OperationContext context) {
    Payload payload = first;
    WriteBase base = read;
    BackOff backOff = BackOff.ofConflicts(engine, context);
    boolean staged = false;
    try {
      while (true) {
        long version = target.version(base);
        Attempt attempt = attempt(id, base, version, payload, null, context);
        if (attempt.row() != null) {
          return attempt.info();
        }
        if (attempt.verdict() instanceof Committer.Verdict.TooLate) {
          if (uploadIsStale(payload)) {
            if (staged || !draft.isReplayable()) {
              throw tooSlow(id);
            }
            discard(id, payload);
            payload = draft.stage(version, context);
            staged = true;
          }
          base = reader.newest(id, context);
        } else {
          base = goOn(id, base, attempt, target.isNextWhatever(), backOff, context);
        }
      }
    } catch (RuntimeException e) {
      if (engine.rules().mayDiscard(e)) {
        discard(id, payload);
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
      WriteBase base,
      Attempt attempt,
      boolean useRowInTheWay,
      BackOff backOff,
      OperationContext context) {
    if (!(attempt.verdict() instanceof Committer.Verdict.Beaten beaten)) {
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
                    && everyGapCollides(Objects.requireNonNull(identity.bound()))));
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
  Attempt attempt(
      String id,
      WriteBase base,
      long version,
      Payload payload,
      @Nullable Row standing,
      OperationContext context) {
    StoreDescription store = identity.bind(context);
    StoreFormat format = engine.format(store);
    format.checkVersion(id, version);
    Instant committedAt = engine.now();
    if (!engine.rules().isTrusted(base.readAt(), committedAt, store.commitWindow())) {
      return new Attempt(new Committer.Verdict.TooLate(), null);
    }
    Instant notAfter =
        engine
            .rules()
            .notAfter(
                base.readAt(),
                payload.uploadedFrom(),
                store.grace(),
                store.commitWindow(),
                engine.traits().clockTolerance());
    Row row =
        payload.row(
            id, version, engine.rules().committedAt(committedAt, standing, payload.content()));
    Commit commit = commit(base, row, standing, notAfter, format);
    long retirements = engine.cache().retirements();
    Committer.Verdict verdict = committer.commit(commit, format, context);
    if (!(verdict instanceof Committer.Verdict.Won)) {
      return new Attempt(verdict, null);
    }
    Row written = commit.rows().get(commit.rows().size() - 1);
    engine.cache().wrote(written, committedAt, retirements);
    if (engine.variant() == Variant.SINGLE && base.row() != null && format.reclaimsReplaced()) {
      reclaimReplaced(id, base.row(), written);
    }
    return new Attempt(verdict, written);
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

  private void reclaimReplaced(String id, Row replaced, Row written) {
    Location old = replaced.payload();
    if (old != null && engine.rules().mayReclaim(old, written.payload())) {
      reclaimer.reclaim(id, old);
    }
  }

  /** Removes the object of a write that certainly had no effect. */
  void discard(String id, Payload payload) {
    if (payload.uploadedFrom() != null && payload.location() != null) {
      reclaimer.discard(id, payload.location());
    }
  }

  private boolean uploadIsStale(Payload payload) {
    Instant from = payload.uploadedFrom();
    StoreDescription store = Objects.requireNonNull(identity.bound());
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

  /**
   * How one try went.
   *
   * @param verdict the answer
   * @param row the row that was written; null where none was
   */
  record Attempt(Committer.Verdict verdict, @Nullable Row row) {
    /**
     * The facts of what was written; it was the newest from the moment at which its commit was
     * built.
     */
    RowInfo info() {
      Row written = Objects.requireNonNull(row);
      return RowInfo.of(written, written.committedAt());
    }
  }
}
