/**
 * The identity of a store: the store row in the index and the store object beside the objects.
 *
 * <p>Start with {@link StoreIdentity}. Classes here may use read, value, commit and the rooms below
 * them.
 */
@NullMarked
package dev.vhs.internal.identity;

import org.jspecify.annotations.NullMarked;
