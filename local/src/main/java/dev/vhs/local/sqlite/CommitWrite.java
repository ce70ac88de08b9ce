package dev.vhs.local.sqlite;

import dev.vhs.Variant;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.IndexTraits;
import dev.vhs.spi.Row;
import dev.vhs.spi.Slots;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A commit, run while the write lock is held: nobody else can write between what it reads and what
 * it writes.
 */
record CommitWrite(Commit commit, IndexTraits traits) implements Write<CommitResult> {
  @Override
  public CommitResult apply(Session session) throws SQLException {
    boolean simple =
        commit.rows().size() == 1 && commit.standing() == null && commit.replaces() == null;
    Slots<SQLException> slots = new SessionSlots(session, traits.variant());
    CommitResult.Conflict conflict = simple ? null : commit.conflict(slots, true);
    if (conflict != null) {
      return conflict;
    }
    if (traits.clock().instant().isAfter(commit.notAfter())) {
      // A conflict says more, so it goes first.
      conflict = simple ? commit.conflict(slots, true) : null;
      return conflict == null ? new CommitResult.TooLate() : conflict;
    }
    for (Row row : commit.rows()) {
      if (!write(session, row)) {
        // Only where nothing was read before: the one row's slot is taken.
        return new CommitResult.Conflict(slots.at(row), true);
      }
    }
    return new CommitResult.Committed();
  }

  private boolean write(Session session, Row row) throws SQLException {
    Row replaces = commit.replaces();
    if (replaces == null) {
      PreparedStatement insert = session.statement(Sql.INSERT);
      Columns.bind(insert, row);
      return insert.executeUpdate() == 1;
    }
    PreparedStatement update = session.statement(Sql.UPDATE);
    Columns.bindStanding(update, Columns.bind(update, row), replaces);
    return update.executeUpdate() == 1;
  }

  /** The rows of an index file, to decide by. */
  private record SessionSlots(Session session, Variant variant) implements Slots<SQLException> {
    @Override
    public @Nullable Row at(Row row) throws SQLException {
      return variant == Variant.SINGLE
          ? Rows.newest(session, row.id())
          : Rows.read(session, row.id(), row.version());
    }

    @Override
    public boolean holds(Row standing) throws SQLException {
      Row there = Rows.read(session, standing.id(), standing.version());
      return there != null && there.stillHolds(standing);
    }
  }
}
