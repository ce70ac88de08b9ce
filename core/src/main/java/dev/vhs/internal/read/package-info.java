/** The room {@code read} of the engine. */
@NullMarked
package dev.vhs.internal.read;

import org.jspecify.annotations.NullMarked;
