package dev.vhs.local.sqlite;

import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.IndexTraits;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index in an SQLite file, shared safely by threads and by processes of one machine.
 *
 * <p>What was committed is on disk before {@link #commit} returns (write-ahead log, {@code
 * synchronous = FULL}), and concurrent commits of one process share an fsync. Reads see everything
 * that was committed before they began, whatever consistency they ask for. {@code notAfter} is
 * compared with the clock while the write lock is held; a consistent page from the oldest row on
 * also takes that lock once before it reads, so that whoever deletes by what it shows can't be
 * overtaken by a commit that was stalled between the comparison and its end.
 *
 * <p>Nothing is made before the first commit. An instance goes on only with the file that it first
 * saw: where that is moved away or replaced, every method throws {@link StoreMismatch}.
 */
public final class SqlitePointerIndex implements PointerIndex {
  /**
   * The largest row that this index takes, in bytes; larger values are better off in a file of
   * their own.
   */
  public static final long MAX_ITEM_BYTES = 1 << 20;

  private final IndexTraits traits;
  private final Sessions sessions;
  private final GroupCommit writes;

  private SqlitePointerIndex(Sessions sessions, Variant variant, InstantSource clock) {
    this.traits = IndexTraits.builder(variant, clock).maxItemBytes(MAX_ITEM_BYTES).build();
    this.sessions = sessions;
    this.writes = new GroupCommit(sessions, variant);
  }

  /**
   * Opens an index by the system's clock.
   *
   * @param file the file; it need not be there, nor its folder
   * @param variant the variant that it keeps
   * @throws StoreMismatch if the file keeps the other variant, or is no index of this release
   * @throws dev.vhs.AccessDenied if the file can't be read
   */
  public static SqlitePointerIndex open(Path file, Variant variant) {
    return open(file, variant, InstantSource.system());
  }

  /**
   * Opens an index.
   *
   * @param file the file; it need not be there, nor its folder
   * @param variant the variant that it keeps. Default, if null: the file's, and {@link
   *     Variant#MULTI} where there is no file yet
   * @param clock its time
   * @throws StoreMismatch if the file keeps the other variant, or is no index of this release
   * @throws dev.vhs.AccessDenied if the file can't be read
   */
  public static SqlitePointerIndex open(Path file, @Nullable Variant variant, InstantSource clock) {
    Sessions sessions = new Sessions(new IndexFile(file));
    if (variant != null) {
      sessions.file().expect(variant);
    }
    IndexHeader header =
        sessions.read(RequestContext.unlimited(), session -> sessions.file().seen());
    Variant kept = header == null ? variant : header.keeps(file);
    Variant agreed = kept == null ? Variant.MULTI : kept;
    sessions.file().expect(agreed);
    return new SqlitePointerIndex(sessions, agreed, clock);
  }

  @Override
  public IndexTraits traits() {
    return traits;
  }

  @Override
  public @Nullable String identity(RequestContext context) {
    context.requested();
    IndexHeader header = sessions.read(context, session -> sessions.file().seen());
    return header == null ? null : header.identity();
  }

  @Override
  public @Nullable Row newest(String id, Consistency consistency, RequestContext context) {
    context.requested();
    return received(sessions.read(context, session -> Rows.newest(session, id)), context);
  }

  @Override
  public @Nullable Row read(
      String id, long version, Consistency consistency, RequestContext context) {
    context.requested();
    return received(sessions.read(context, session -> Rows.read(session, id, version)), context);
  }

  @Override
  public RowPage page(PageRequest request, RequestContext context) {
    context.requested();
    if (request.order() == PageRequest.Order.RISING
        && request.consistency() == Consistency.CONSISTENT) {
      outlastStalledCommits(context);
    }
    RowPage page = sessions.read(context, session -> Rows.page(session, request));
    if (page == null) {
      return new RowPage(List.of(), true);
    }
    page.rows().forEach(row -> received(row, context));
    return page;
  }

  @Override
  public ScanPage scan(ScanRequest request, RequestContext context) {
    context.requested();
    ScanPage page =
        sessions.read(context, session -> Scanner.scan(session, traits.variant(), request));
    if (page == null) {
      return new ScanPage(List.of(), null);
    }
    page.rows().forEach(row -> received(row, context));
    return page;
  }

  @Override
  public CommitResult commit(Commit commit, RequestContext context) {
    context.requested();
    long bytes = 0;
    for (Row row : commit.rows()) {
      bytes += Rows.valueBytes(row);
    }
    context.transferred(bytes);
    try {
      return writes.run(new CommitWrite(commit, traits), bytes, context);
    } catch (OutcomeUnknown e) {
      return new CommitResult.Unknown(e);
    }
  }

  @Override
  public boolean retire(Retirement retirement, RequestContext context) {
    context.requested();
    return exists(context)
        && run(session -> retire(session, retirement.read(), retirement.left()), context);
  }

  private static boolean retire(Session session, Row read, @Nullable Row left) throws SQLException {
    if (left == null) {
      PreparedStatement delete = session.statement(Sql.DELETE);
      Columns.bindStanding(delete, 1, read);
      return delete.executeUpdate() == 1;
    }
    PreparedStatement update = session.statement(Sql.UPDATE);
    Columns.bindStanding(update, Columns.bind(update, left), read);
    return update.executeUpdate() == 1;
  }

  /**
   * Waits until no process is in the middle of a commit: one that was stalled after it compared
   * {@code notAfter} with the clock either ends now, or holds the lock until the call is out of
   * time.
   */
  private void outlastStalledCommits(RequestContext context) {
    Boolean writing = sessions.read(context, Session::isWriting);
    if (writing != null && writing) {
      run(session -> true, context);
    }
  }

  private boolean exists(RequestContext context) {
    return sessions.read(context, Session::isWriting) != null;
  }

  private <T> T run(Write<T> write, RequestContext context) {
    try {
      return writes.run(write, 0, context);
    } catch (OutcomeUnknown e) {
      throw new StoreUnavailable(e.getMessage() + "; it may have been done", e);
    }
  }

  /** Returns the number of transactions that this instance has committed. */
  long transactions() {
    return writes.transactions();
  }

  @Override
  public void close() {
    sessions.close();
  }

  private static @Nullable Row received(@Nullable Row row, RequestContext context) {
    if (row != null && row.value() != null) {
      context.transferred(Rows.valueBytes(row));
    }
    return row;
  }
}
