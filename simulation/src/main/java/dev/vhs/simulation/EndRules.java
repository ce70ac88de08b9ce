package dev.vhs.simulation;

import static dev.vhs.simulation.Violation.unless;

import dev.vhs.CommitOutcomeUnknown;
import dev.vhs.Variant;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules of what may be left when faults have ended and late requests have come, before and
 * after a sweep.
 */
final class EndRules {
  /** The key of the store's own object. */
  static final String STORE_OBJECT = ".vhs/store.json";

  /** The beginning of the keys of all that is the store's own, records of its sweeps included. */
  private static final String OWN = ".vhs/";

  private final Model model;

  EndRules(Model model) {
    this.model = model;
  }

  void check() {
    checkNothingLeft();
    for (ChainModel chain : model.chains().values()) {
      for (Row row : chain.rows()) {
        checkRow(chain, row);
      }
    }
  }

  /**
   * Checks what may be left before a sweep: pointers lead somewhere, and an object may be without a
   * row only where its writer was not told what became of the write, or had given the upload up
   * before it arrived, or where the call that was to take it away was not told, or failed.
   */
  void checkUnswept(Map<Integer, CallModel> calls) {
    model.chains().values().forEach(chain -> chain.rows().forEach(this::checkPointer));
    Set<String> unfinished =
        calls.values().stream()
            .filter(call -> call.action().mayRetire())
            .filter(call -> call.outcome() instanceof Outcome.Failed)
            .map(CallModel::id)
            .collect(Collectors.toSet());
    for (String key : model.objects().keySet()) {
      CallModel maker = calls.get(model.maker(key));
      unless(
          key.startsWith(OWN)
              || maker == null
              || model.naming(key) != null
              || isUnknown(maker)
              || isUnknown(calls.get(model.replacer(key)))
              || model.isUnawaited(key)
              || unfinished.contains(maker.id()),
          "object %s of %s is left, whose end was known: %s",
          Describe.key(key),
          maker,
          maker == null ? null : maker.outcome());
    }
  }

  private static boolean isUnknown(@Nullable CallModel call) {
    return call != null
        && call.outcome() instanceof Outcome.Failed failed
        && failed.failure() instanceof CommitOutcomeUnknown;
  }

  /** Checks that a row names each object. */
  void checkNothingLeft() {
    for (String key : model.objects().keySet()) {
      unless(
          key.startsWith(OWN) || model.maker(key) == 0 || model.naming(key) != null,
          "object %s of operation %d is left, and no row names it",
          Describe.key(key),
          model.maker(key));
    }
  }

  private void checkPointer(Row row) {
    unless(
        row.payload() == null || model.object(row.payload().key()) != null,
        "%s points to nothing",
        Describe.row(row));
  }

  private void checkRow(ChainModel chain, Row row) {
    checkPointer(row);
    unless(
        row.kind() != RowKind.MARKER || row.version() == 0 || row.equals(chain.newest()),
        "a marker is left: %s",
        Describe.row(row));
    unless(
        model.variant() == Variant.MULTI
            || row.kind() != RowKind.TOMBSTONE
            || row.equals(row.bare()),
        "a tombstone still keeps what was deleted: %s",
        Describe.row(row));
  }
}
