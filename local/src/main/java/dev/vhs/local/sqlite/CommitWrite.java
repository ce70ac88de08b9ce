package dev.vhs.local.sqlite;

import dev.vhs.Variant;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.IndexTraits;
import dev.vhs.spi.Row;
import dev.vhs.spi.Slots;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit, run while the write lock is held: nobody else can write between what it reads and what
 * it writes.
 *
 * @param forms the rows as they are stored, made by the thread whose commit it is: a row that has
 *     no form concerns nobody else
 */
record CommitWrite(Commit commit, List<byte[]> forms, IndexTraits traits)
    implements Write<CommitResult> {
  CommitWrite(Commit commit, IndexTraits traits) {
    this(commit, commit.rows().stream().map(RowForm::write).toList(), traits);
  }

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
    for (int at = 0; at < forms.size(); at++) {
      if (!write(session, at)) {
        // Only where nothing was read before: the one row's slot is taken.
        return new CommitResult.Conflict(slots.at(commit.rows().get(at)), true);
      }
    }
    return new CommitResult.Committed();
  }

  private boolean write(Session session, int at) throws SQLException {
    Row row = commit.rows().get(at);
    Row replaces = commit.replaces();
    PreparedStatement write = session.statement(replaces == null ? Sql.INSERT : Sql.UPDATE);
    write.setString(1, row.id());
    write.setLong(2, row.version());
    write.setBytes(3, forms.get(at));
    if (replaces != null) {
      // It stands as it was read: the conflict was asked for in this transaction.
      write.setString(4, replaces.id());
      write.setLong(5, replaces.version());
    }
    return write.executeUpdate() == 1;
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
