/**
 * The in-memory backend, for tests, for simulation, and for trying the API without a disk.
 *
 * <p>{@link dev.vhs.memory.MemoryPointerIndex} and {@link dev.vhs.memory.MemoryObjectStore} keep
 * every law of {@link dev.vhs.spi} and nothing else: sorted maps, writes under one lock, reads
 * without any. They use no clock but the given one and no randomness, and list everything in an
 * order that depends on its keys alone. So a run over them can be repeated exactly. Several engines
 * may share one instance, as several processes share a table: closing it does nothing.
 *
 * <p>{@link dev.vhs.memory.MemoryBackend} puts the two together; the URI {@code memory:} opens it.
 * Start there. Classes here may use {@code dev.vhs} and {@code dev.vhs.spi}, and nothing of the
 * engine.
 */
@NullMarked
package dev.vhs.memory;

import org.jspecify.annotations.NullMarked;
