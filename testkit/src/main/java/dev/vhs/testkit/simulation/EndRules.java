package dev.vhs.testkit.simulation;

import static dev.vhs.testkit.simulation.Violation.unless;

import dev.vhs.Variant;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;

/** What may be left when faults have ended, late requests have come, and a sweep has gone by. */
final class EndRules {
  /** The key of the store's own object. */
  static final String STORE_OBJECT = ".vhs/store.json";

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

  /** No object may be without a row that names it. */
  void checkNothingLeft() {
    for (String key : model.objects().keySet()) {
      unless(
          key.equals(STORE_OBJECT) || model.maker(key) == 0 || model.naming(key) != null,
          "object %s of operation %d is left, and no row names it",
          Describe.key(key),
          model.maker(key));
    }
  }

  private void checkRow(ChainModel chain, Row row) {
    unless(
        row.payload() == null || model.object(row.payload().key()) != null,
        "%s points to nothing",
        Describe.row(row));
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
