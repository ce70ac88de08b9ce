/**
 * The commit of one conditional write, which ends in a definite answer however often answers get
 * lost.
 *
 * <p>Start with {@link Committer}; {@link StoreContext} holds the things that all parts of one
 * engine share. Classes here may use cache, protocol and runtime.
 */
@NullMarked
package dev.vhs.internal.commit;

import org.jspecify.annotations.NullMarked;
