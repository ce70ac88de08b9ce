/**
 * The pointers of an embedded store, in an SQLite file.
 *
 * <p>Start with {@link SqlitePointerIndex}. Its writes pass through {@link GroupCommit}, which runs
 * all writes that have queued up in one transaction, and so in one fsync. Its reads borrow a
 * connection each from {@link Sessions}. {@link IndexFile} opens the file or makes it, {@link
 * Schema} and {@link Sql} say what is in it, {@link RowForm} turns rows into bytes and back.
 * Classes here may use {@code shared}, and not {@code files}.
 */
@NullMarked
package dev.vhs.local.sqlite;

import org.jspecify.annotations.NullMarked;
