/**
 * The deletion of objects that no pointer names, and the removal of versions for {@code prune} and
 * {@code purge}.
 *
 * <p>Start with {@link Sweep} and {@link VersionRemoval}. Classes here may use all the other rooms.
 */
@NullMarked
package dev.vhs.internal.sweep;

import org.jspecify.annotations.NullMarked;
