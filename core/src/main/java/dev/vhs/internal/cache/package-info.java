/**
 * Keeps in memory what an engine has read and written.
 *
 * <p>Start with {@link ValueCache}. Classes here may use protocol, runtime.
 */
@NullMarked
package dev.vhs.internal.cache;

import org.jspecify.annotations.NullMarked;
