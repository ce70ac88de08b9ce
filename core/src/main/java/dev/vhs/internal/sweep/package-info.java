/** The room {@code sweep} of the engine. */
@NullMarked
package dev.vhs.internal.sweep;

import org.jspecify.annotations.NullMarked;
