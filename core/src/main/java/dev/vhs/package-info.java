/**
 * A Versioned Hybrid Store: ids, each with a chain of versions, each version a value of any size.
 *
 * <p>Begin with {@link dev.vhs.Vhs#open}, which opens a store by its URI, and {@link
 * dev.vhs.Vhs#store}, which gives a {@link dev.vhs.VersionedStore} of typed values; {@link
 * dev.vhs.Vhs#streams} gives a {@link dev.vhs.StreamStore} for values that don't fit in memory.
 * Both share the operations of {@link dev.vhs.VersionChains}, which never touch a value's bytes.
 * The operations for operators are in {@link dev.vhs.Maintenance}.
 *
 * <p>All failures are unchecked exceptions under {@link dev.vhs.VhsException}, one type for each
 * thing that a caller does next. The types here show nothing of the engine below them, and of
 * {@link dev.vhs.spi} the {@link dev.vhs.spi.Backend} alone.
 */
@NullMarked
package dev.vhs;

import org.jspecify.annotations.NullMarked;
