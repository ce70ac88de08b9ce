/** The room {@code value} of the engine. */
@NullMarked
package dev.vhs.internal.value;

import org.jspecify.annotations.NullMarked;
