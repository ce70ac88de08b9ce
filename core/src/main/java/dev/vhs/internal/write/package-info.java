/**
 * The way of a value to a next version: the upload, the conditional write, and what follows a
 * conflict.
 *
 * <p>Start with {@link Writer}. Classes here may use identity, read and the rooms below them.
 */
@NullMarked
package dev.vhs.internal.write;

import org.jspecify.annotations.NullMarked;
