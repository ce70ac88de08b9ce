/**
 * The reading of pointers and, through them, of values, and the reading of all rows of an id before
 * a delete.
 *
 * <p>Start with {@link Reader}. Classes here may use value, commit and the rooms below them.
 */
@NullMarked
package dev.vhs.internal.read;

import org.jspecify.annotations.NullMarked;
