/**
 * The embedded backend: a store in a folder, shared safely by the threads of a process and by
 * several processes of one machine.
 *
 * <pre>
 * DIR/index.db      the pointers, in SQLite (with index.db-wal and index.db-shm while it is open)
 * DIR/objects/      the values that are not inline, a plain file each
 * DIR/tmp/          uploads in progress
 * </pre>
 *
 * <p>Nothing is made before the first write. The folder can be moved and copied while nobody has it
 * open. Start with {@link dev.vhs.local.LocalBackend}: this package holds what users hold, and may
 * use the rooms below it, {@code sqlite} (the index), {@code files} (the objects) and {@code
 * shared} (folders and formats that both need). The index and the objects don't know each other.
 */
@NullMarked
package dev.vhs.local;

import org.jspecify.annotations.NullMarked;
