/**
 * The decisions of the protocol, the two formats of a store, and the keys of objects.
 *
 * <p>Start with {@link Rules}. Classes here may use runtime.
 */
@NullMarked
package dev.vhs.internal.protocol;

import org.jspecify.annotations.NullMarked;
