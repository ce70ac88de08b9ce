package dev.vhs.local.sqlite;

import dev.vhs.Variant;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.IndexTraits;
import dev.vhs.spi.Row;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
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
    CommitResult refusal = simple ? null : refusal(session);
    if (refusal != null) {
      return refusal;
    }
    if (traits.clock().instant().isAfter(commit.notAfter())) {
      // A conflict says more, so it goes first.
      refusal = simple ? refusal(session) : null;
      return refusal == null ? new CommitResult.TooLate() : refusal;
    }
    for (Row row : commit.rows()) {
      if (!write(session, row)) {
        // Only where nothing was read before: the one row's slot is taken.
        return new CommitResult.Conflict(slot(session, row), true);
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

  /** Returns the refusal by the rows that are there, the commit's own rows first; null for none. */
  private @Nullable CommitResult refusal(Session session) throws SQLException {
    Row replaces = commit.replaces();
    Row inTheWay = null;
    boolean replacedIsGone = false;
    for (Row row : commit.rows()) {
      Row there = slot(session, row);
      if (there != null && Objects.equals(there.writeId(), row.writeId())) {
        return new CommitResult.Conflict(there, true);
      }
      if (there == null) {
        replacedIsGone |= replaces != null;
      } else if (inTheWay == null && (replaces == null || !there.standsAs(replaces))) {
        inTheWay = there;
      }
    }
    if (inTheWay != null || replacedIsGone) {
      return new CommitResult.Conflict(inTheWay, true);
    }
    Row standing = commit.standing();
    Row there = standing == null ? null : Rows.read(session, standing.id(), standing.version());
    return standing == null || (there != null && there.stillHolds(standing))
        ? null
        : new CommitResult.Conflict(null, true);
  }

  private @Nullable Row slot(Session session, Row row) throws SQLException {
    return traits.variant() == Variant.SINGLE
        ? Rows.newest(session, row.id())
        : Rows.read(session, row.id(), row.version());
  }
}
