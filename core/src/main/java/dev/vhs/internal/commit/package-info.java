/**
 * Turns one conditional write into a definite answer, however often answers get lost.
 *
 * <p>Start with {@link Committer}; {@link StoreContext} is what all parts of one engine share.
 * Classes here may use cache, protocol, runtime.
 */
@NullMarked
package dev.vhs.internal.commit;

import org.jspecify.annotations.NullMarked;
