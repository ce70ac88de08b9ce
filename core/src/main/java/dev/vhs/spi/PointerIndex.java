package dev.vhs.spi;

import org.jspecify.annotations.Nullable;

/**
 * The half of a backend that orders versions: rows by id (and in the multi-version variant by
 * version) with conditional writes.
 *
 * <p>Laws for every method: it must be safe for use by many threads, and by several processes if
 * the medium is shared. It must not spend longer than {@link RequestContext#remaining()}. It must
 * throw {@link dev.vhs.StoreUnavailable} if the service is out of reach or throttles and trying
 * again may help, {@link dev.vhs.AccessDenied} if the service refuses, {@link
 * dev.vhs.StoreMismatch} if a row's format is higher than {@link Row#FORMAT}, and {@link
 * dev.vhs.CorruptValue} if an item makes no row. Reads of an index that does not exist yet must
 * find nothing and must not create it.
 */
public interface PointerIndex extends AutoCloseable {
  /** Returns the traits of this index. They must be the same for as long as the index is open. */
  IndexTraits traits();

  /**
   * Returns the identity that tells this index from any other, one made later under the same name
   * included; null while the index does not exist. It must survive a move of the medium.
   */
  @Nullable String identity(RequestContext context);

  /**
   * Returns the row of the highest version of an id, or null.
   *
   * <p>A consistent read must see every commit answered before it began, with one exception: of a
   * commit of several rows it may see some and not others, because reads of several rows are not
   * isolated.
   */
  @Nullable Row newest(String id, Consistency consistency, RequestContext context);

  /**
   * Returns the row of one version, or null. In a single-version index that is the row of the id,
   * if it has that version. A consistent read must see every commit answered before it began,
   * without exception.
   */
  @Nullable Row read(String id, long version, Consistency consistency, RequestContext context);

  /**
   * Returns some rows of one id in order of version. A page must hold at least one row if there is
   * one, and must be marked as the last if no row follows.
   *
   * <p>A caller that is about to delete begins with a consistent page from the oldest row. Such a
   * page, and every consistent read after it, must be behind each commit whose {@code notAfter} had
   * passed by the index's clock: a commit that was stalled between that comparison and its end is
   * either seen, or never applied.
   */
  RowPage page(PageRequest request, RequestContext context);

  /**
   * Returns some rows of a segment of the index. Over all pages each row must come in exactly one
   * segment, the rows of an id next to each other in rising order of version (they may go on in the
   * next page). The store row comes as any other. An item that can't be read must not end a scan:
   * it must come as an {@link UnreadableRow}.
   */
  ScanPage scan(ScanRequest request, RequestContext context);

  /**
   * Writes all rows of a commit, or none.
   *
   * <p>It must write only if every row's slot is absent (or, where {@link Commit#replaces()} is
   * given, the row there {@linkplain Row#standsAs stands as} it was read), if the row of {@link
   * Commit#standing()} {@linkplain Row#stillHolds still holds}, and if the index's clock is not
   * past {@link Commit#notAfter()} by more than its tolerance. {@link Commit#conflict} decides
   * about the rows. The engine has checked the sizes of the rows against {@link
   * IndexTraits#maxItemBytes()}, and their times. An answer must be given for the commit as a
   * whole:
   *
   * <ul>
   *   <li>{@link CommitResult.Committed}: it was applied, durably;
   *   <li>{@link CommitResult.Conflict}: this try was not applied. If one of the commit's own rows
   *       stands in a slot, from an earlier try whose answer was lost, the conflict must carry that
   *       row; else it must carry the row in a slot, and null only where every slot was as asked
   *       for and the standing row was not (or where the row to replace is gone);
   *   <li>{@link CommitResult.TooLate}: this try was not applied, because {@code notAfter} had
   *       passed;
   *   <li>{@link CommitResult.Unknown}: it may have been applied, or may still be, until {@code
   *       notAfter}.
   * </ul>
   *
   * <p>An exception must mean that this try was not applied and never will be. Replacing a
   * single-version row must leave attributes alone that are not this store's.
   */
  CommitResult commit(Commit commit, RequestContext context);

  /**
   * Turns a row into the rest that stays of it, or drops it, if it {@linkplain Row#standsAs stands
   * as} it was read.
   *
   * @return whether it stood so; false changes nothing. An exception may mean that it was done
   */
  boolean retire(Retirement retirement, RequestContext context);

  /** Ends the use of this index, and frees its resources. Closing twice must do nothing. */
  @Override
  void close();
}
