/**
 * Fetches, decodes and verifies the bytes of values, and encodes them.
 *
 * <p>Start with {@link Values}. Classes here may use commit and the rooms below it.
 */
@NullMarked
package dev.vhs.internal.value;

import org.jspecify.annotations.NullMarked;
