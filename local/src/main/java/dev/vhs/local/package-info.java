/**
 * The embedded backend: a store in a folder, shared safely by the threads of a process and by
 * several processes of one machine.
 *
 * <pre>
 * DIR/index.db      the pointers, in SQLite (with index.db-wal and index.db-shm while it is open)
 * DIR/objects/      the values that are not inline, a plain file each
 * DIR/tmp/          what is being uploaded
 * </pre>
 *
 * <p>Nothing is made before the first write; the folder can be moved and copied while nobody has it
 * open. Start with {@link dev.vhs.local.LocalBackend}. {@link dev.vhs.local.SqlitePointerIndex} is
 * the index: its writes pass through {@code GroupCommit}, which runs whatever has queued up in one
 * transaction, and so in one fsync; its reads borrow a connection each from {@code Sessions}.
 * {@link dev.vhs.local.FileObjectStore} is the object store: {@code KeyNames} turns keys into file
 * names that are legal and distinct everywhere, {@code Folders} makes folders durable, {@code
 * Listing} walks them in order.
 */
@NullMarked
package dev.vhs.local;

import org.jspecify.annotations.NullMarked;
