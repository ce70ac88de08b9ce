package dev.vhs.simulation;

import static dev.vhs.simulation.Violation.unless;

import dev.vhs.CommitOutcomeUnknown;
import dev.vhs.DanglingPointer;
import dev.vhs.HigherVersionExists;
import dev.vhs.NoVersionExists;
import dev.vhs.NothingWritten;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.VersionAlreadyExists;
import dev.vhs.VersionConflict;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of what a call may be told. Every answer must hold at some moment between the call and
 * its return: that is what makes operations seem to happen at once, each at such a moment.
 */
final class AnswerRules {
  private final Model model;

  /** Creates the rules of a history. */
  AnswerRules(Model model) {
    this.model = model;
  }

  /** Checks a call that has returned. */
  void check(CallModel call, int position, boolean healed) {
    Outcome outcome = Objects.requireNonNull(call.outcome());
    if (call.isStray()) {
      unless(
          outcome instanceof Outcome.Failed
              || !(call.action().isWrite() || call.action().mayRetire()),
          "%s was not refused, though its index is not that of these objects: %s",
          call,
          outcome);
      return;
    }
    checkWhole(call, position, outcome);
    if (outcome instanceof Outcome.Wrote wrote) {
      checkWrote(call, wrote.row());
    } else if (outcome instanceof Outcome.Read read) {
      checkRead(call, position, read.row(), read.text());
    } else if (outcome instanceof Outcome.Saw saw) {
      checkRead(call, position, saw.row(), null);
      unless(call.written().isEmpty(), "%s was to change nothing, and wrote", call);
    } else if (outcome instanceof Outcome.Answered answered) {
      unless(
          ever(call, position, row -> isValue(row) == answered.yes()),
          "%s answered %s, and that never held meanwhile",
          call,
          answered.yes());
    } else if (outcome instanceof Outcome.Listed listed) {
      if (call.action() == Action.HISTORY) {
        checkHistory(call, position, listed.rows());
      } else {
        checkScan(call, position, listed.rows());
      }
    } else if (call.action() == Action.PURGE && outcome instanceof Outcome.Done) {
      checkPurged(call, position);
    } else if (outcome instanceof Outcome.Failed failed) {
      checkFailed(call, position, failed.failure(), healed);
    }
  }

  /** Checks that nothing is taken away by what an index says to which the objects don't belong. */
  private void checkWhole(CallModel call, int position, Outcome outcome) {
    if (outcome instanceof Outcome.Done && call.action().mayRetire()) {
      unless(
          !model.wholeness().everWas()
              || model.wholeness().everBetween(call.invokedAt(), position, true),
          "%s was done, though index and objects did not belong together: %s",
          call,
          outcome);
    } else if (outcome instanceof Outcome.Done && call.action() == Action.ADOPT) {
      model
          .chains()
          .values()
          .forEach(
              chain -> {
                Row dangling = model.dangling(chain);
                unless(
                    dangling == null,
                    "%s adopted an index of which %s points to nothing",
                    call,
                    dangling == null ? "none" : Describe.row(dangling));
              });
    }
  }

  private static void checkWrote(CallModel call, Row row) {
    unless(
        call.written().size() == 1,
        "%s said that it wrote %s, and nothing was written",
        call,
        Describe.row(row));
    Row written = call.written().get(0);
    unless(written.equals(row), "%s said that it wrote %s, and wrote %s", call, row, written);
  }

  private void checkRead(CallModel call, int position, Row row, @Nullable String text) {
    ChainModel chain = model.chain(call.id());
    Timeline timeline =
        call.action() == Action.GET
            ? chain.timeline(call.operation().version())
            : chain.newestTimeline();
    unless(
        timeline.everBetween(
            seenSince(call, chain),
            position,
            state ->
                row.equals(state.row())
                    && row.kind() == RowKind.VALUE
                    && (text == null || text.equals(state.text()))),
        "%s was shown %s %s, and that never was so meanwhile",
        call,
        Describe.row(row),
        text == null ? "" : Describe.text(text));
  }

  /**
   * Returns the event since which what a read shows may have been so. A version from a cache may
   * have been taken away since, but not by its own client.
   */
  private int seenSince(CallModel call, ChainModel chain) {
    return switch (call.action()) {
      case GET_EVENTUAL -> Integer.MIN_VALUE;
      case GET ->
          model.setting().cached() && model.variant() == Variant.MULTI
              ? chain.retiredSince(
                  call.operation().client(), call.operation().version(), call.invokedAt())
              : call.invokedAt();
      default -> call.invokedAt();
    };
  }

  private void checkHistory(CallModel call, int position, List<Row> rows) {
    ChainModel chain = model.chain(call.id());
    long above = Long.MAX_VALUE;
    Set<Long> listed = new HashSet<>();
    for (Row row : rows) {
      unless(row.version() < above, "%s listed %s out of order", call, Describe.row(row));
      unless(
          chain
              .timeline(row.version())
              .everBetween(call.invokedAt(), position, state -> row.equals(state.row())),
          "%s listed %s, and that never was so meanwhile",
          call,
          Describe.row(row));
      above = row.version();
      listed.add(above);
    }
    for (long version : chain.versions()) {
      unless(
          listed.contains(version)
              || !chain
                  .timeline(version)
                  .alwaysBetween(
                      call.invokedAt(),
                      position,
                      state -> isValue(state.row()) || isTombstone(state.row())),
          "%s did not list version %d, which was there all the while",
          call,
          version);
    }
  }

  private void checkScan(CallModel call, int position, List<Row> rows) {
    Set<String> listed = new HashSet<>();
    for (Row row : rows) {
      unless(listed.add(row.id()), "%s listed '%s' twice", call, row.id());
      ChainModel chain = model.chain(row.id());
      // Where gaps are open, a scan may see a row that came below one that it did not see yet.
      Timeline timeline =
          model.hasOpenGaps() ? chain.timeline(row.version()) : chain.newestTimeline();
      unless(
          timeline.everBetween(call.invokedAt(), position, state -> row.equals(state.row())),
          "%s listed %s, and that never was the newest meanwhile",
          call,
          Describe.row(row));
    }
    for (Map.Entry<String, ChainModel> entry : model.chains().entrySet()) {
      unless(
          listed.contains(entry.getKey())
              || !entry
                  .getValue()
                  .newestTimeline()
                  .alwaysBetween(call.invokedAt(), position, state -> isValue(state.row())),
          "%s did not list '%s', which was there all the while",
          call,
          entry.getKey());
    }
  }

  /** Checks that no value is left below a tombstone that was newest meanwhile. */
  private void checkPurged(CallModel call, int position) {
    Row value =
        model.variant() == Variant.SINGLE
            ? null
            : model.chain(call.id()).rows().stream()
                .filter(AnswerRules::isValue)
                .findFirst()
                .orElse(null);
    unless(
        ever(
            call,
            position,
            row -> isTombstone(row) && (value == null || value.version() > row.version())),
        "%s left %s",
        call,
        Describe.row(value));
  }

  private void checkFailed(CallModel call, int position, Throwable failure, boolean healed) {
    if (call.action().isWrite() && failure instanceof NothingWritten) {
      unless(
          call.written().isEmpty(),
          "%s said that nothing was written (%s), and it had written %s",
          call,
          failure,
          call.written().stream().map(Describe::row).toList());
    }
    if (failure instanceof StoreUnavailable || failure instanceof CommitOutcomeUnknown) {
      unless(!healed, "%s failed although nothing was wrong: %s", call, failure);
    } else if (failure instanceof NoVersionExists) {
      checkNoVersion(call, position);
    } else if (failure instanceof VersionConflict conflict) {
      checkConflict(call, position, conflict, healed);
    } else if (failure instanceof StoreMismatch) {
      unless(
          model.wholeness().everBetween(call.invokedAt(), position, false),
          "%s found the store not whole: %s",
          call,
          failure);
    } else if (!(model.hasLostTable() && isDangling(call, position, failure))) {
      checkRefused(call, position, failure);
    }
  }

  /**
   * Returns whether it was told of objects that had gone when the table was restored that names
   * them.
   */
  private boolean isDangling(CallModel call, int position, Throwable failure) {
    Stream<ChainModel> chains =
        failure instanceof DanglingPointer
            ? Stream.of(model.chain(call.id()))
            : call.action() == Action.VERIFY ? model.chains().values().stream() : Stream.of();
    return chains.anyMatch(chain -> chain.everDangled(call.invokedAt(), position));
  }

  private void checkNoVersion(CallModel call, int position) {
    boolean single = model.variant() == Variant.SINGLE;
    boolean legal =
        switch (call.action()) {
          case GET -> everAt(call, position, row -> !isValue(row));
          case RESTORE ->
              single
                  ? ever(call, position, row -> !mayUndo(call, row))
                  : everAt(call, position, row -> !isValue(row));
          case GET_EVENTUAL -> ever(Integer.MIN_VALUE, call, position, row -> !isValue(row));
          case UPDATE, UPDATE_NOTHING, UPDATE_METADATA, DELETE, GET_LATEST, OPEN, INFO ->
              ever(call, position, row -> !isValue(row));
          case HISTORY, PURGE, FORGET, PRUNE -> ever(call, position, row -> row == null);
          default -> false;
        };
    unless(legal, "%s found no version, and there was one all the while", call);
  }

  private static boolean mayUndo(CallModel call, @Nullable Row row) {
    return row != null
        && isTombstone(row)
        && (row.payload() != null || row.value() != null)
        && row.version() - 1 == call.operation().version();
  }

  private void checkConflict(
      CallModel call, int position, VersionConflict conflict, boolean healed) {
    long version = call.operation().version();
    boolean legal =
        switch (call.action()) {
          case INIT -> ever(call, position, Objects::nonNull);
          case PUT, COPY, DELETE_AT ->
              conflict instanceof VersionAlreadyExists
                  ? ever(call, position, row -> row != null && row.version() == version)
                  : conflict instanceof HigherVersionExists
                      ? ever(call, position, row -> row != null && row.version() > version)
                      : !healed;
          case REPLACE -> {
            Row read = Objects.requireNonNull(call.operation().read()).row();
            yield ever(call, position, row -> row == null || !row.standsAs(read));
          }
          default -> !healed;
        };
    unless(
        (legal && call.action().isWrite()) || call.action() == Action.PURGE,
        "%s met a conflict that never was: %s",
        call,
        conflict);
  }

  private void checkRefused(CallModel call, int position, Throwable failure) {
    boolean legal =
        switch (call.action()) {
          case RESTORE -> ever(call, position, row -> row == null || !isTombstone(row));
          case DELETE, DELETE_AT, PURGE, FORGET -> model.isShared();
          case UPDATE_METADATA -> ever(call, position, row -> row != null && row.content() == null);
          default -> false;
        };
    unless(legal && failure instanceof UnsupportedOperationException, "%s threw %s", call, failure);
  }

  private boolean ever(CallModel call, int position, Predicate<@Nullable Row> test) {
    return ever(call.invokedAt(), call, position, test);
  }

  private boolean ever(int from, CallModel call, int position, Predicate<@Nullable Row> test) {
    return model
        .chain(call.id())
        .newestTimeline()
        .everBetween(from, position, state -> test.test(state.row()));
  }

  private boolean everAt(CallModel call, int position, Predicate<@Nullable Row> test) {
    return model
        .chain(call.id())
        .timeline(call.operation().version())
        .everBetween(call.invokedAt(), position, state -> test.test(state.row()));
  }

  private static boolean isValue(@Nullable Row row) {
    return row != null && row.kind() == RowKind.VALUE;
  }

  private static boolean isTombstone(@Nullable Row row) {
    return row != null && row.kind() == RowKind.TOMBSTONE;
  }
}
