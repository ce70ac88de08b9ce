/**
 * The bytes of values: fetched, decoded and verified when they are read, encoded when they are
 * written.
 *
 * <p>Start with {@link Values}. Classes here may use commit and the rooms below it.
 */
@NullMarked
package dev.vhs.internal.value;

import org.jspecify.annotations.NullMarked;
