/**
 * The memory of an engine: the rows and values that it has read and written.
 *
 * <p>Start with {@link ValueCache}. Classes here may use protocol and runtime.
 */
@NullMarked
package dev.vhs.internal.cache;

import org.jspecify.annotations.NullMarked;
