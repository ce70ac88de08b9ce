/**
 * The code that the README and the guides in {@code docs} show; tests compare the two, and run it.
 *
 * <p>What stands between {@code // snippet NAME} and {@code // end} appears there to the letter.
 * Start with {@link dev.vhs.examples.Books}. Classes here use the public API alone.
 */
@NullMarked
package dev.vhs.examples;

import org.jspecify.annotations.NullMarked;
